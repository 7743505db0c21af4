#include "properties/observation.h"

#include <fmt/format.h>

namespace swapcheck {
namespace {

/// The first line that is not empty: TorchScript's errors begin with a line break.
std::string firstLine(const std::string& text) {
  const size_t begin = text.find_first_not_of('\n');
  return begin == std::string::npos ? "" : text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

std::string currentExceptionText() {
  try {
    throw;
  } catch (const c10::Error& error) {
    return firstLine(error.what_without_backtrace());
  } catch (const std::exception& error) {
    return firstLine(error.what());
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

PreparedCase::PreparedCase(SwapCase description)
    : swapCase(std::move(description)),
      host(hostInputsOf(swapCase)),
      routing(routingOf(swapCase, host.selection)),
      expected(routed(routing, host.operands)) {}

Observation::Observation(const Strategy& s, const PreparedCase& p)
    : strategy(s), prepared(p), inputs(materialise(p.swapCase, p.host)) {
  const size_t operands = inputs.operands.size();
  before.reserve(operands + inputs.selection.size());
  for (size_t k = 0; k < operands; ++k) before.emplace_back(inputName(p.swapCase, k), inputs.operands[k]);
  for (size_t k = 0; k < inputs.selection.size(); ++k)
    before.emplace_back(inputName(p.swapCase, operands + k), inputs.selection[k]);
  try {
    results = callSwap(strategy.swap, p.swapCase, inputs);
  } catch (...) {
    thrown = currentExceptionText();
  }
}

std::string inputName(const SwapCase& swapCase, size_t input) {
  const Family family = swapCase.family();
  const size_t operands = operandCountOf(family);
  if (input < operands) return fmt::format("operand {}", operandName(family, input));
  if (family == Family::Masked) return "the mask";
  if (family == Family::Within) return input == operands ? "index i" : "index j";
  return fmt::format("index tensor {}", input - operands);
}

std::string resultName(const SwapCase& swapCase, size_t result) {
  return swapCase.family() == Family::Within ? "the result" : fmt::format("result {}", result + 1);
}

std::optional<Falsified> unusableResults(const Observation& o) {
  if (o.thrown) return Falsified{"throws", fmt::format("the strategy threw on valid input: {}", *o.thrown), {}};
  for (size_t r = 0; r < o.results.size(); ++r) {
    const std::string name = resultName(o.prepared.swapCase, r);
    const HostTensor& expected = o.prepared.expected[r];
    const at::Tensor& got = o.results[r];
    if (!got.defined()) return Falsified{"results", name + " is an undefined tensor", {}};
    if (got.layout() != c10::kStrided || !got.device().is_cpu())
      return Falsified{"results", name + " is not a strided CPU tensor", {}};
    if (got.sizes() != c10::IntArrayRef(expected.shape))
      return Falsified{
          "results",
          fmt::format("{} has sizes {}, expected {}", name, toString(got.sizes().vec()), toString(expected.shape)),
          {}};
    if (got.scalar_type() != scalarTypeOf(expected.dtype))
      return Falsified{"results",
                       fmt::format("{} is of dtype {}, expected {}", name, c10::toString(got.scalar_type()),
                                   c10::toString(scalarTypeOf(expected.dtype))),
                       {}};
  }
  return std::nullopt;
}

}  // namespace swapcheck
