// Turns a described case into tensors, without any LibTorch operator or random numbers.
#pragma once

#include <functional>

#include "generators/case/host_inputs.h"
#include "generators/tensors/guarded_memory.h"
#include "generators/tensors/raw_tensor.h"

namespace swapcheck {

/// The tensors of a case.
struct Inputs {
  std::vector<at::Tensor> operands;
  std::vector<at::Tensor> selection;
  /// What gradients are taken with respect to, as `rootPlanOf` counts them; empty without autograd.
  std::vector<at::Tensor> roots;
  /// For each operand, the output of another graph that has saved it for its backward (operand * operand), or an
  /// undefined tensor.
  std::vector<at::Tensor> savers;
  /// Where all storages of a guarded case lie; else null.
  std::shared_ptr<GuardedMemory> guarded = {};
  /// In place of the described dim of a within-swap, where that was spoilt.
  std::optional<int64_t> dim = {};
};

/// Whether operands get the autograd state that the case describes, or none.
enum class WithAutograd : bool { No, Yes };

/// As described, and spoilt when the case has a defect.
Inputs materialise(const SwapCase& swapCase, const HostInputs& host, WithAutograd autograd = WithAutograd::Yes);

/// What stands in for root number `number`.
using ReplaceRoot = std::function<at::Tensor(const at::Tensor& root, size_t number)>;

/// Without autograd state, but every operand that requires grad by the description is made from what stands in for its
/// root, by a view where it is described as one.
Inputs materialiseOn(const SwapCase& swapCase, const HostInputs& host, const ReplaceRoot& replaceRoot);

/// Calls a swap on the inputs: two results, or one of a within-swap. Throws what the swap throws.
std::vector<at::Tensor> callSwap(const Swap& swap, const SwapCase& swapCase, const Inputs& inputs);

}  // namespace swapcheck
