// The `gradient` property.
#include "properties/autograd/backward_pass.h"
#include "properties/autograd/changed_inputs.h"
#include "properties/autograd/jacobian.h"
#include "properties/autograd/variables.h"
#include "properties/comparison.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

/// Compares reverse mode with the inverse routing of the cotangents.
std::optional<Falsified> compareWithRouting(const Observation& o, const BackwardPass& backward) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const std::vector<HostTensor> expected = pulledBack(o.prepared, backward.cotangents);
  for (size_t k = 0; k < expected.size(); ++k) {
    const std::vector<int64_t> wrong = differingNumbers(expected[k], backward.gradients.values[k]);
    if (wrong.empty()) continue;
    std::vector<Grid> evidence;
    for (size_t r = 0; r < backward.cotangents.size(); ++r)
      evidence.push_back(gridOf("cotangent of " + resultName(swapCase, r), backward.cotangents[r]));
    Falsified failure = mismatch("reverse-mode", "gradient of " + variableName(o.prepared, k), expected[k],
                                 backward.gradients.values[k], wrong, std::move(evidence));
    if (!backward.gradients.arrived[k]) failure.message += " (no gradient arrived at all)";
    return failure;
  }
  return std::nullopt;
}

std::optional<Falsified> compareWithFiniteDifferences(const Observation& o, const BackwardPass& backward) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const bool onGrid = gridStepOf(swapCase.fill) > 0;
  if (!onGrid || swapCase.numel() == 0) return std::nullopt;
  const bool small = swapCase.numel() * componentsOf(swapCase.dtype) <= kMaxJacobianComponents;
  return small ? compareJacobians(o) : compareAlongDirection(o, backward.gradients, backward.cotangents);
}

}  // namespace

Outcome checkGradient(const Observation& o) {
  if (!hasVariables(o.prepared.swapCase)) return NotApplicable{};
  if (auto unusable = unusableResults(o)) return *unusable;
  const BackwardPass& backward = backwardOf(o);
  if (backward.failure) return *backward.failure;
  try {
    if (backward.writtenCotangent) return *backward.writtenCotangent;
    if (auto failure = compareWithRouting(o, backward)) return *failure;
    if (auto failure = compareWithFiniteDifferences(o, backward)) return *failure;
    if (auto failure = compareAfterChange(o)) return *failure;
  } catch (const DifferenceError& error) {
    return thrownFailure("finite-differences", error.what());
  } catch (const UnfitGradient& error) {
    return Falsified{"reverse-mode", error.what(), {}};
  } catch (...) {
    return thrownFailure("backward-throws", "the backward pass threw: " + currentExceptionText());
  }
  return Passed{};
}

}  // namespace swapcheck
