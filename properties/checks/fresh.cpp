// The `fresh` property.
#include <fmt/format.h>

#include "properties/property.h"

namespace swapcheck {
namespace {

/// Whether the storages of two tensors overlap. A tensor without elements holds no memory to share.
bool shareMemory(const at::Tensor& a, const at::Tensor& b) {
  if (a.numel() == 0 || b.numel() == 0) return false;
  const auto* aBegin = static_cast<const std::byte*>(a.storage().data());
  const auto* bBegin = static_cast<const std::byte*>(b.storage().data());
  return aBegin < bBegin + b.storage().nbytes() && bBegin < aBegin + a.storage().nbytes();
}

std::optional<Falsified> sharedWithInput(const Observation& o, size_t result) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const std::string name = resultName(swapCase, result);
  const size_t operands = o.inputs.operands.size();
  for (size_t k = 0; k < operands + o.inputs.selection.size(); ++k) {
    const bool isOperand = k < operands;
    const at::Tensor& input = isOperand ? o.inputs.operands[k] : o.inputs.selection[k - operands];
    if (shareMemory(o.results[result], input))
      return Falsified{isOperand ? "operand" : "selection",
                       fmt::format("{} shares memory with {}", name, inputName(swapCase, k)),
                       {}};
  }
  return std::nullopt;
}

}  // namespace

Outcome checkFresh(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  for (size_t r = 0; r < o.results.size(); ++r)
    if (auto shared = sharedWithInput(o, r)) return *shared;
  if (o.results.size() == 2 && shareMemory(o.results[0], o.results[1]))
    return Falsified{"each-other", "the two results share memory", {}};
  return Passed{};
}

}  // namespace swapcheck
