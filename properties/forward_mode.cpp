// The `forward-mode` property.
#include <ATen/ops/_make_dual.h>
#include <fmt/format.h>
#include <torch/csrc/autograd/forward_grad.h>

#include "properties/backward_pass.h"
#include "properties/comparison.h"
#include "properties/cotangent.h"
#include "properties/property.h"
#include "properties/variables.h"

namespace swapcheck {
namespace {

constexpr uint64_t kTangentStream = 220;
constexpr int64_t kLargestTangent = 3;

/// A level of forward-mode differentiation, entered for as long as this lives. LibTorch has one for the whole process.
class DualLevel {
 public:
  DualLevel() : index_(torch::autograd::ForwardADLevel::get_next_idx()) {}
  ~DualLevel() { torch::autograd::ForwardADLevel::release_idx(index_); }
  DualLevel(const DualLevel&) = delete;
  DualLevel& operator=(const DualLevel&) = delete;

  at::Tensor dual(const at::Tensor& primal, const at::Tensor& tangent) const {
    return at::_make_dual(primal, tangent, static_cast<int64_t>(index_));
  }

  /// Undefined where no tangent arrived.
  at::Tensor tangentOf(const at::Tensor& dual) const { return dual._fw_grad(index_); }

 private:
  uint64_t index_;
};

SwapCase withoutGrad(SwapCase swapCase) {
  for (Operand& operand : swapCase.operands) operand = {.layout = operand.layout};
  return swapCase;
}

/// Which operands are dual tensors.
enum class Along { Operands, Variables };

bool isAlong(Along along, const SwapCase& swapCase, size_t operand) {
  return along == Along::Operands || isVariable(swapCase, operand);
}

/// Tangents of the operands; zeros for those that are no dual tensors.
std::vector<HostTensor> tangentsOf(const SwapCase& swapCase, Along along) {
  std::vector<HostTensor> tangents;
  for (size_t k = 0; k < swapCase.operands.size(); ++k)
    tangents.push_back(isAlong(along, swapCase, k) ? wholeNumbers(swapCase, kTangentStream + k, kLargestTangent)
                                                   : zeroTensor(swapCase.dtype, swapCase.shape));
  return tangents;
}

/// The tangents of the results of a call on new inputs.
std::vector<HostTensor> jvp(const Observation& o, Along along, const std::vector<HostTensor>& tangents) {
  const SwapCase& swapCase = o.prepared.swapCase;
  Inputs inputs = materialise(withoutGrad(swapCase), o.prepared.host);
  const DualLevel level;
  for (size_t k = 0; k < tangents.size(); ++k)
    if (isAlong(along, swapCase, k)) inputs.operands[k] = level.dual(inputs.operands[k], makeTensor(tangents[k]));
  const std::vector<at::Tensor> results = callSwap(o.strategy.swap, swapCase, inputs);
  std::vector<HostTensor> read;
  for (size_t r = 0; r < results.size(); ++r) {
    if (!results[r].defined()) throw UnfitGradient(resultName(swapCase, r) + " of dual tensors is undefined");
    read.push_back(readGradient(fmt::format("{} along the tangents", resultName(swapCase, r)), o.prepared.expected[r],
                                level.tangentOf(results[r])));
  }
  return read;
}

std::optional<Falsified> compareWithRouting(const Observation& o, const std::vector<HostTensor>& tangents,
                                            const std::vector<HostTensor>& got) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const std::vector<HostTensor> expected = routed(o.prepared.routing, tangents);
  for (size_t r = 0; r < expected.size(); ++r) {
    const std::vector<int64_t> wrong = differingNumbers(expected[r], got[r]);
    if (wrong.empty()) continue;
    std::vector<Grid> evidence;
    for (size_t k = 0; k < tangents.size(); ++k)
      evidence.push_back(gridOf(fmt::format("tangent of {}", operandName(swapCase.family(), k)), tangents[k]));
    return mismatch("jvp", "tangent of " + resultName(swapCase, r), expected[r], got[r], wrong, std::move(evidence));
  }
  return std::nullopt;
}

double inner(const std::vector<HostTensor>& a, const std::vector<HostTensor>& b) {
  double sum = 0;
  for (size_t k = 0; k < a.size(); ++k) {
    const std::vector<double> x = componentsOf(a[k]);
    const std::vector<double> y = componentsOf(b[k]);
    for (size_t c = 0; c < x.size(); ++c) sum += x[c] * y[c];
  }
  return sum;
}

/// <u, J v> = <J^T u, v> for the case's cotangents u and the tangents v of the variables.
std::optional<Falsified> compareWithReverseMode(const Observation& o, const std::vector<HostTensor>& tangents,
                                                const std::vector<HostTensor>& got) {
  const BackwardPass& backward = backwardOf(o);
  if (backward.failure)
    return thrownFailure("transpose", "there is no reverse mode to compare with: " + backward.failure->message);
  const double forward = inner(backward.cotangents, got);
  const double reverse = inner(backward.gradients.values, tangents);
  if (forward == reverse) return std::nullopt;
  return Falsified{"transpose",
                   fmt::format("forward mode is not the transpose of reverse mode: <u, J v> is {}, <J^T u, v> is {}",
                               forward, reverse),
                   {}};
}

std::optional<Falsified> compare(const Observation& o) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const std::vector<HostTensor> all = tangentsOf(swapCase, Along::Operands);
  const std::vector<HostTensor> alongAll = jvp(o, Along::Operands, all);
  if (auto failure = compareWithRouting(o, all, alongAll)) return failure;
  if (!hasVariables(swapCase)) return std::nullopt;
  const std::vector<HostTensor> some = tangentsOf(swapCase, Along::Variables);
  if (some == all) return compareWithReverseMode(o, all, alongAll);
  const std::vector<HostTensor> alongSome = jvp(o, Along::Variables, some);
  if (auto failure = compareWithRouting(o, some, alongSome)) return failure;
  return compareWithReverseMode(o, some, alongSome);
}

}  // namespace

Outcome checkForwardMode(const Observation& o) {
  if (!isDifferentiable(o.prepared.swapCase.dtype)) return NotApplicable{};
  if (auto unusable = unusableResults(o)) return *unusable;
  try {
    if (auto failure = compare(o)) return *failure;
  } catch (const UnfitGradient& error) {
    return Falsified{"jvp", error.what(), {}};
  } catch (...) {
    return thrownFailure("unsupported", "forward mode threw: " + currentExceptionText());
  }
  return Passed{};
}

}  // namespace swapcheck
