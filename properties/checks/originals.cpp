// The `originals` property.
#include <ATen/ops/ones_like.h>
#include <fmt/format.h>
#include <torch/csrc/autograd/autograd.h>

#include "properties/autograd/backward_pass.h"
#include "properties/autograd/variables.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

/// Runs the backward of the graph that had saved the operand before the swap.
std::optional<Falsified> runSavedGraph(const Observation& o, size_t operand) {
  const at::Tensor& saver = o.inputs.savers[operand];
  if (!saver.defined()) return std::nullopt;
  try {
    const at::Tensor& root = o.inputs.roots[*o.prepared.roots.rootOf[operand]];
    torch::autograd::grad({saver}, {root}, {at::ones_like(saver)});
    return std::nullopt;
  } catch (...) {
    return thrownFailure("saved-graph", fmt::format("{}: a graph that had saved it no longer runs backward: {}",
                                                    inputName(o.prepared.swapCase, operand), currentExceptionText()));
  }
}

/// Runs the backward pass of the swap itself, whether it ends or throws, and looks at the inputs once more.
std::optional<Falsified> writtenByBackward(const Observation& o) {
  if (!hasVariables(o.prepared.swapCase) || unusableResults(o)) return std::nullopt;
  backwardOf(o);
  for (const InputSnapshot& snapshot : o.before)
    if (auto difference = snapshot.difference())
      return Falsified{"backward-writes", "after the backward pass, " + difference->message,
                       std::move(difference->evidence)};
  return std::nullopt;
}

}  // namespace

Outcome checkOriginals(const Observation& o) {
  for (const InputSnapshot& snapshot : o.before)
    if (auto difference = snapshot.difference()) return *difference;
  if (o.written) return Falsified{"written", *o.written + " was written to during the call, and then restored", {}};
  for (size_t k = 0; k < o.inputs.operands.size(); ++k)
    if (auto failure = runSavedGraph(o, k)) return *failure;
  if (auto failure = writtenByBackward(o)) return *failure;
  o.hasIntactInputs = true;
  return Passed{};
}

}  // namespace swapcheck
