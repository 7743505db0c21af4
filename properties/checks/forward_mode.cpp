#include "properties/checks/forward_mode.h"

#include <ATen/ops/_make_dual.h>
#include <fmt/format.h>
#include <torch/csrc/autograd/forward_grad.h>

#include <functional>

#include "properties/autograd/backward_pass.h"
#include "properties/autograd/cotangent.h"
#include "properties/autograd/variables.h"
#include "properties/comparison.h"
#include "properties/property.h"

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

/// Whether the roots of a call have tangents alone, or reverse mode records it as well (forward over reverse).
enum class Recorded : bool { No, Yes };

/// The tangents of the results of a call on new inputs, whose roots are dual tensors.
std::vector<HostTensor> jvp(const Observation& o, const SwapCase& differentiated,
                            const std::vector<HostTensor>& tangents, Recorded recorded) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const DualLevel level;
  const Inputs inputs = materialiseOn(differentiated, o.prepared.host, [&](const at::Tensor& root, size_t number) {
    if (recorded == Recorded::Yes) root.set_requires_grad(true);
    return level.dual(root, laidOut(swapCase, tangents[number]));
  });
  const std::vector<at::Tensor> results = callSwap(o.strategy.swap, swapCase, inputs);
  std::vector<HostTensor> read;
  for (size_t r = 0; r < results.size(); ++r) {
    if (!results[r].defined()) throw UnfitGradient(resultName(swapCase, r) + " of dual tensors is undefined");
    read.push_back(readGradient(fmt::format("{} along the tangents", resultName(swapCase, r)), o.prepared.expected[r],
                                level.tangentOf(results[r])));
  }
  return read;
}

/// The tangents of the results, when they are those of the routing.
struct Pushed {
  std::vector<HostTensor> tangents;
  std::vector<HostTensor> results;
  std::optional<Falsified> failure;
};

/// Pushes tangents of the roots of `differentiated`, the case with some operands requiring grad, forward.
Pushed pushForward(const Observation& o, const SwapCase& differentiated, Recorded recorded = Recorded::No) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const RootPlan plan = rootPlanOf(differentiated);
  Pushed pushed{tangentsOf(swapCase, plan), {}, {}};
  pushed.results = jvp(o, differentiated, pushed.tangents, recorded);
  const std::vector<HostTensor> expected = pushedForward(o.prepared, differentiated, pushed.tangents);
  for (size_t r = 0; r < expected.size() && !pushed.failure; ++r) {
    const std::vector<int64_t> wrong = differingNumbers(expected[r], pushed.results[r]);
    if (wrong.empty()) continue;
    std::vector<Grid> evidence;
    for (size_t k = 0; k < pushed.tangents.size(); ++k)
      evidence.push_back(gridOf("tangent of " + rootName(plan, differentiated, k), pushed.tangents[k]));
    pushed.failure = mismatch("jvp", "tangent of " + resultName(swapCase, r), expected[r], pushed.results[r], wrong,
                              std::move(evidence));
  }
  return pushed;
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
std::optional<Falsified> compareWithReverseMode(const Observation& o, const Pushed& pushed) {
  const BackwardPass& backward = backwardOf(o);
  if (backward.failure)
    return thrownFailure("transpose", "there is no reverse mode to compare with: " + backward.failure->message);
  const double forward = inner(backward.cotangents, pushed.results);
  const double reverse = inner(backward.gradients.values, pushed.tangents);
  if (forward == reverse) return std::nullopt;
  return Falsified{"transpose",
                   fmt::format("forward mode is not the transpose of reverse mode: <u, J v> is {}, <J^T u, v> is {}",
                               forward, reverse),
                   {}};
}

/// First along all operands, whatever they require, then along those that reverse mode takes.
std::optional<Falsified> compare(const Observation& o) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const SwapCase everywhere = differentiatedEverywhere(swapCase);
  Pushed pushed = pushForward(o, everywhere);
  if (pushed.failure || !hasVariables(swapCase)) return pushed.failure;
  if (rootPlanOf(everywhere) != o.prepared.roots) pushed = pushForward(o, swapCase);
  return pushed.failure ? pushed.failure : compareWithReverseMode(o, pushed);
}

/// What a comparison finds, or why it cannot be made.
std::optional<Falsified> tried(const std::function<std::optional<Falsified>()>& comparison) {
  try {
    return comparison();
  } catch (const UnfitGradient& error) {
    return Falsified{"jvp", error.what(), {}};
  } catch (...) {
    const std::string text = currentExceptionText();
    return thrownFailure(isRefusal(text) ? "unsupported" : "jvp-throws", "forward mode threw: " + text);
  }
}

/// Forward over reverse: the roots are dual tensors that require grad.
std::optional<Falsified> compareRecorded(const Observation& o) {
  if (!hasVariables(o.prepared.swapCase)) return std::nullopt;
  auto failure = tried([&] { return pushForward(o, o.prepared.swapCase, Recorded::Yes).failure; });
  if (!failure || failure->check == "internal-assert" || failure->check == "unsupported") return failure;
  return Falsified{"forward-over-reverse", "while reverse mode records: " + failure->message, failure->evidence};
}

}  // namespace

std::vector<HostTensor> tangentsOf(const SwapCase& swapCase, const RootPlan& plan) {
  std::vector<HostTensor> tangents;
  for (const RootPlan::Root& root : plan.roots)
    tangents.push_back(wholeNumbers(swapCase, root.shape, kTangentStream + tangents.size(), kLargestTangent));
  return tangents;
}

Outcome checkForwardMode(const Observation& o) {
  if (!isDifferentiable(o.prepared.swapCase.dtype)) return NotApplicable{};
  if (auto unusable = unusableResults(o)) return *unusable;
  if (auto failure = tried([&] { return compare(o); })) return *failure;
  if (auto failure = compareRecorded(o)) return *failure;
  return Passed{};
}

}  // namespace swapcheck
