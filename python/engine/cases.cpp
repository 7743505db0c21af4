#include "python/engine/cases.h"

#include <fmt/format.h>
#include <pybind11/stl.h>
#include <swapcheck/rapidcheck.h>

#include <nlohmann/json.hpp>

#include "generators/case/features.h"
#include "generators/case/json.h"
#include "generators/simplify/simplify.h"
#include "generators/stream/generate.h"
#include "generators/tensors/materialise.h"
#include "properties/describe.h"
#include "python/engine/to_python.h"
#include "reports/console/failure.h"

namespace py = pybind11;

namespace swapcheck {
namespace {

using SharedCase = std::shared_ptr<const PreparedCase>;

/// Simplifying ends after so many calls, as in campaigns.
constexpr int kMostTrials = 2000;

bool isPlain(const SwapCase& swapCase) {
  return swapCase.defect == Defect::None && isSupported(swapCase.dtype) && !isExotic(swapCase.dtype);
}

/// A case, and tensors of its own.
class PythonCase {
 public:
  explicit PythonCase(SwapCase swapCase)
      : prepared_(std::make_shared<PreparedCase>(std::move(swapCase))),
        inputs_(materialise(prepared_->swapCase, prepared_->host)) {}

  const SwapCase& description() const { return prepared_->swapCase; }

  std::string family() const { return std::string(familyName(description().family())); }

  py::tuple operands() const { return toPython(inputs_.operands); }

  /// What a swap of the family takes.
  py::tuple arguments() const {
    const auto of = [](const py::object& first, auto... rest) { return py::make_tuple(first, rest...); };
    const py::tuple operands = toPython(inputs_.operands), selection = toPython(inputs_.selection);
    switch (description().family()) {
      case Family::Whole: return operands;
      case Family::Masked: return of(operands[0], operands[1], selection[0]);
      case Family::Indexed: return of(operands[0], operands[1], selection);
      case Family::Within: break;
    }
    return of(operands[0], py::int_(dim()), selection[0], selection[1]);
  }

  py::tuple expected() const {
    std::vector<at::Tensor> tensors;
    for (const HostTensor& expected : prepared_->expected) tensors.push_back(makeTensor(expected));
    return toPython(tensors);
  }

  py::tuple roots() const { return toPython(inputs_.roots); }

  bool has(const std::string& name) const {
    for (const Feature& feature : allFeatures())
      if (feature.name == name) return feature.holds(description(), prepared_->host);
    throw py::value_error(
        fmt::format("feature: expected one of those that `swapcheck list features` shows, got \"{}\"", name));
  }

  std::string json() const { return toJson(description()).dump(); }

  std::string text() const {
    std::string text;
    for (const Grid& grid : describeInputs(*prepared_)) text += gridText(grid) + "\n";
    return text;
  }

 private:
  /// Of a within-swap.
  int64_t dim() const { return std::get<PairSelection>(description().selection).dim; }

  std::shared_ptr<const PreparedCase> prepared_;
  Inputs inputs_;
};

/// The first valid case of the seed, in a dtype that most operators take.
PythonCase caseOfSeed(const std::string& family, uint64_t seed) {
  const auto wanted = familyNamed(family);
  if (!wanted) throw py::value_error(fmt::format("family: expected whole, masked, indexed or within, got {}", family));
  uint64_t number = 0;
  SwapCase drawn = caseAt(seed, number, *wanted);
  while (!isPlain(drawn)) drawn = caseAt(seed, ++number, *wanted);
  return PythonCase(std::move(drawn));
}

/// The simplest case found for which `fails`, called with a case, gives true.
PythonCase minimal(const PythonCase& from, const py::function& fails) {
  SwapCase current = from.description();
  int trials = 0;
  const auto simpler = [&]() -> std::optional<SwapCase> {
    auto candidates = simplerCases(current);
    while (auto candidate = candidates.next()) {
      if (++trials > kMostTrials) return std::nullopt;
      if (isPlain(*candidate) && fails(PythonCase(*candidate)).cast<bool>()) return *candidate;
    }
    return std::nullopt;
  };
  while (auto next = simpler()) current = std::move(*next);
  return PythonCase(std::move(current));
}

}  // namespace

void addCases(py::module_& module) {
  py::class_<PythonCase>(module, "Case", "All that goes into one call of a swap, and what it has to give.")
      .def_property_readonly("family", &PythonCase::family)
      .def_property_readonly("operands", &PythonCase::operands, "(a, b), or (x,); the same tensors every time")
      .def_property_readonly("args", &PythonCase::arguments, "what a swap takes: swap(*case.args)")
      .def_property_readonly("expected", &PythonCase::expected, "the results, by plain loops; new tensors every time")
      .def_property_readonly("roots", &PythonCase::roots, "what gradients are taken with respect to")
      .def("has", &PythonCase::has, py::arg("feature"), "whether it has what `swapcheck list features` calls so")
      .def_property_readonly("json", &PythonCase::json, "the description, as a case file holds it")
      .def("__repr__", &PythonCase::text);
  module.def("case_of_seed", &caseOfSeed, py::arg("family"), py::arg("seed"));
  module.def("minimal", &minimal, py::arg("case"), py::arg("fails"));
  module.def("same_bits",
             [](const py::handle& a, const py::handle& b) { return sameBits(tensorFrom(a), tensorFrom(b)); });
}

}  // namespace swapcheck
