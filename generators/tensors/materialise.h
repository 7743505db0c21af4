// Turns a described case into tensors, without any LibTorch operator or random numbers.
#pragma once

#include <functional>

#include "generators/tensors/inputs.h"
#include "generators/tensors/raw_tensor.h"

namespace swapcheck {

/// Whether operands get the autograd state that the case describes, or none.
enum class WithAutograd : bool { No, Yes };

/// As described, and spoilt when the case has a defect.
Inputs materialise(const SwapCase& swapCase, const HostInputs& host, WithAutograd autograd = WithAutograd::Yes);

/// The gradient that an operand's .grad holds from earlier, where it is described to have one: whole numbers.
HostTensor gatheredGradient(const SwapCase& swapCase, size_t operand);

/// What stands in for root number `number`.
using ReplaceRoot = std::function<at::Tensor(const at::Tensor& root, size_t number)>;

/// Without autograd state, but every operand that requires grad by the description is made from what stands in for its
/// root, by a view where it is described as one.
Inputs materialiseOn(const SwapCase& swapCase, const HostInputs& host, const ReplaceRoot& replaceRoot);

/// Calls a swap on the inputs: two results, or one of a within-swap. Throws what the swap throws.
std::vector<at::Tensor> callSwap(const Swap& swap, const SwapCase& swapCase, const Inputs& inputs);

}  // namespace swapcheck
