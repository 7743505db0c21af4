#include "properties/autograd/finite_differences.h"

namespace swapcheck {
namespace {

std::vector<at::Tensor> callBeside(const Strategy& strategy, const SwapCase& swapCase, const Inputs& inputs) {
  try {
    return callSwap(strategy.swap, swapCase, inputs);
  } catch (...) {
    throw DifferenceError("beside the operands' values the strategy threw: " + currentExceptionText());
  }
}

/// The results at the case's point moved by `step` along `direction`, as components.
std::vector<Components> evaluateAt(const Strategy& strategy, const PreparedCase& prepared, double step,
                                   const std::vector<Components>& direction) {
  const SwapCase& swapCase = prepared.swapCase;
  const Inputs inputs = materialise(swapCase, movedInputs(prepared, step, direction), WithAutograd::No);
  std::vector<Components> values;
  for (const at::Tensor& result : callBeside(strategy, swapCase, inputs)) {
    const auto contents = readTensor(result);
    if (!contents || contents->shape != swapCase.shape || contents->dtype != swapCase.dtype)
      throw DifferenceError("beside the operands' values the results have other sizes or another dtype");
    values.push_back(componentsOf(*contents));
  }
  return values;
}

}  // namespace

HostInputs movedInputs(const PreparedCase& prepared, double step, const std::vector<Components>& direction) {
  HostInputs moved = prepared.host;
  for (size_t k = 0; k < direction.size(); ++k) {
    Components point = componentsOf(prepared.host.operands[k]);
    for (size_t c = 0; c < point.size(); ++c) point[c] += step * direction[k][c];
    moved.operands[k] = tensorOf(prepared.swapCase.dtype, prepared.swapCase.shape, point);
  }
  return moved;
}

std::vector<Components> centralDifference(const Strategy& strategy, const PreparedCase& prepared,
                                          const std::vector<Components>& direction) {
  const double step = gridStepOf(prepared.swapCase.fill);
  std::vector<Components> difference = evaluateAt(strategy, prepared, step, direction);
  const std::vector<Components> below = evaluateAt(strategy, prepared, -step, direction);
  for (size_t r = 0; r < difference.size(); ++r)
    for (size_t c = 0; c < difference[r].size(); ++c) difference[r][c] = (difference[r][c] - below[r][c]) / (2 * step);
  return difference;
}

}  // namespace swapcheck
