#include "python/engine/load.h"

#include <pybind11/stl.h>

#include "python/engine/python_swap.h"
#include "strategies/error.h"

namespace py = pybind11;

namespace swapcheck {
namespace {

using Texts = std::vector<std::string>;

KnownFailure knownFailureOf(const py::dict& fields) {
  return {.property = fields["property"].cast<std::string>(),
          .when = fields["when"].cast<Texts>(),
          .reason = fields["reason"].cast<std::string>(),
          .since = fields["since"].cast<std::string>(),
          .until = fields["until"].cast<std::string>(),
          .upstream = fields["upstream"].cast<std::string>(),
          .checks = fields["checks"].cast<Texts>()};
}

/// What the package found. Throws InputError with the sentence of its SourceError.
py::list entriesOf(const StrategySource& source) {
  try {
    return py::module_::import("swapcheck._source").attr("load")(source.file.string());
  } catch (const py::error_already_set& error) {
    refuse(source, py::str(error.value()));
  }
}

}  // namespace

Strategy strategyOf(const py::dict& entry) {
  const auto family = familyNamed(entry["family"].cast<std::string>());
  Strategy strategy{entry["name"].cast<std::string>(), entry["summary"].cast<std::string>(),
                    pythonSwap(family.value(), entry["function"])};
  for (const py::handle known : entry["known_failures"])
    strategy.knownFailures.push_back(knownFailureOf(py::reinterpret_borrow<py::dict>(known)));
  strategy.steps.python = entry["python_steps"].cast<std::string>();
  return strategy;
}

void loadPython(Catalogue& catalogue, const StrategySource& source) {
  const py::gil_scoped_acquire gil;
  for (const py::handle entry : entriesOf(source)) {
    Strategy strategy = strategyOf(py::reinterpret_borrow<py::dict>(entry));
    about(textOf(source), [&] { catalogue.add(std::move(strategy), source); });
  }
}

}  // namespace swapcheck
