// The `gradient` property.
#include <fmt/format.h>

#include "properties/grid.h"
#include "properties/jacobian.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

bool anyRequiresGrad(const SwapCase& swapCase) {
  for (const Operand& operand : swapCase.operands)
    if (operand.requiresGrad) return true;
  return false;
}

std::vector<at::Tensor> cotangentTensors(const SwapCase& swapCase, const std::vector<HostTensor>& contents) {
  std::vector<at::Tensor> tensors;
  for (size_t r = 0; r < contents.size(); ++r)
    tensors.push_back(hasCotangent(swapCase, r) ? cotangentTensor(swapCase, contents[r]) : at::Tensor());
  return tensors;
}

/// Positions at which two gradients differ as numbers: +0 and -0 are one, since gradients are summed.
std::vector<int64_t> differingPositions(const HostTensor& a, const HostTensor& b) {
  std::vector<int64_t> positions;
  if (a.bytes == b.bytes) return positions;
  for (int64_t i = 0; i < a.numel(); ++i)
    for (int c = 0; c < componentsOf(a.dtype); ++c)
      if (!(readComponent(a.dtype, a.at(i), c) == readComponent(b.dtype, b.at(i), c))) {
        positions.push_back(i);
        break;
      }
  return positions;
}

/// A backward pass leaves the cotangents alone: others may hold them.
std::optional<Falsified> writtenCotangent(const Observation& o, const std::vector<at::Tensor>& tensors,
                                          const std::vector<HostTensor>& contents) {
  for (size_t r = 0; r < tensors.size(); ++r)
    if (tensors[r].defined() && readTensor(tensors[r])->bytes != contents[r].bytes)
      return Falsified{
          "cotangent",
          fmt::format("the backward pass wrote to the cotangent of {}", resultName(o.prepared.swapCase, r)),
          {gridOf("cotangent", contents[r]), gridOf("after the pass", *readTensor(tensors[r]))}};
  return std::nullopt;
}

/// Compares reverse mode with the inverse routing of the cotangents.
std::optional<Falsified> compareWithRouting(const Observation& o, const Gradients& gradients,
                                            const std::vector<HostTensor>& cotangents) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const std::vector<HostTensor> expected = routedBack(o.prepared.routing, cotangents);
  for (size_t k = 0; k < swapCase.operands.size(); ++k) {
    if (!swapCase.operands[k].requiresGrad) continue;
    const std::vector<int64_t> wrong = differingPositions(expected[k], gradients.values[k]);
    if (wrong.empty()) continue;
    const auto name = fmt::format("gradient of {}", operandName(swapCase.family(), k));
    std::vector<Grid> evidence;
    for (size_t r = 0; r < cotangents.size(); ++r)
      evidence.push_back(gridOf("cotangent of " + resultName(swapCase, r), cotangents[r]));
    evidence.push_back(gridOf("expected " + name, expected[k], wrong));
    evidence.push_back(gridOf("got " + name, gradients.values[k], wrong));
    return Falsified{
        "reverse-mode",
        fmt::format("{} at {}: expected {}, got {}{}", name, coordinatesText(wrong.front(), swapCase.shape),
                    elementText(expected[k], wrong.front()), elementText(gradients.values[k], wrong.front()),
                    gradients.arrived[k] ? "" : " (no gradient arrived at all)"),
        std::move(evidence)};
  }
  return std::nullopt;
}

std::optional<Falsified> compareWithFiniteDifferences(const Observation& o, const Gradients& gradients,
                                                      const std::vector<HostTensor>& cotangents) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const bool onGrid = gridStepOf(swapCase.fill) > 0;
  if (!onGrid || swapCase.numel() == 0) return std::nullopt;
  const bool small = swapCase.numel() * componentsOf(swapCase.dtype) <= kMaxJacobianComponents;
  return small ? compareJacobians(o) : compareAlongDirection(o, gradients, cotangents);
}

}  // namespace

Outcome checkGradient(const Observation& o) {
  const SwapCase& swapCase = o.prepared.swapCase;
  if (!anyRequiresGrad(swapCase)) return NotApplicable{};
  if (auto unusable = unusableResults(o)) return *unusable;
  const std::vector<HostTensor> cotangents = cotangentsOf(swapCase);
  try {
    const std::vector<at::Tensor> tensors = cotangentTensors(swapCase, cotangents);
    const Gradients gradients = runBackward(o, tensors);
    if (auto failure = writtenCotangent(o, tensors, cotangents)) return *failure;
    if (auto failure = compareWithRouting(o, gradients, cotangents)) return *failure;
    if (auto failure = compareWithFiniteDifferences(o, gradients, cotangents)) return *failure;
  } catch (const DifferenceError& error) {
    return Falsified{"finite-differences", error.what(), {}};
  } catch (const UnfitGradient& error) {
    return Falsified{"reverse-mode", error.what(), {}};
  } catch (...) {
    return Falsified{"backward-throws", "the backward pass threw: " + currentExceptionText(), {}};
  }
  return Passed{};
}

}  // namespace swapcheck
