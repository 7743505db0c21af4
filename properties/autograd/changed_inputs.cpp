#include "properties/autograd/changed_inputs.h"

#include <cstring>

#include "generators/parts/strided.h"
#include "properties/autograd/cotangent.h"
#include "properties/autograd/reverse_mode.h"
#include "properties/autograd/variables.h"
#include "properties/comparison.h"

namespace swapcheck {
namespace {

std::span<const int64_t> spanOf(c10::IntArrayRef array) { return {array.data(), array.size()}; }

/// Zero in every element (false, slice 0); in a mask that begins with false, true. By hand: an operator refuses memory
/// that several elements share.
void overwrite(const at::Tensor& tensor) {
  if (tensor.numel() == 0) return;
  auto* base = static_cast<std::byte*>(tensor.data_ptr());
  const auto item = static_cast<size_t>(tensor.element_size());
  const bool isFalse = tensor.scalar_type() == c10::kBool && *base == std::byte{0};
  forEachOffset(spanOf(tensor.sizes()), spanOf(tensor.strides()), [&](int64_t offset) {
    std::memset(base + offset * static_cast<int64_t>(item), isFalse ? 1 : 0, item);
  });
  if (!tensor.is_inference()) tensor.unsafeGetTensorImpl()->bump_version();
}

/// Whether a result lies in the memory of an operand, which is the business of `fresh`: what is overwritten is then the
/// result as well.
bool sharesStorage(const std::vector<at::Tensor>& results, const Inputs& inputs) {
  for (const at::Tensor& result : results)
    for (const at::Tensor& operand : inputs.operands)
      if (result.defined() && result.has_storage() && result.is_alias_of(operand)) return true;
  return false;
}

/// Empty when the call or the backward pass throws, or results lie in operands.
std::vector<at::Tensor> gradientsAfterChange(const Observation& o, const std::vector<HostTensor>& cotangents) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const Inputs inputs = materialise(swapCase, o.prepared.host);
  const std::vector<at::Tensor> given = cotangentTensors(swapCase, cotangents);
  try {
    const std::vector<at::Tensor> results = callSwap(o.strategy.swap, swapCase, inputs);
    if (sharesStorage(results, inputs)) return {};
    for (const at::Tensor& tensor : inputs.selection) overwrite(tensor);
    for (const at::Tensor& tensor : inputs.operands) overwrite(tensor);
    return gradientsOf(results, inputs.roots, given, /*createGraph=*/false);
  } catch (...) {
    return {};
  }
}

}  // namespace

std::optional<Falsified> compareAfterChange(const Observation& o) {
  const std::vector<HostTensor> cotangents = cotangentsOf(o.prepared.swapCase);
  const std::vector<HostTensor> expected = pulledBack(o.prepared, cotangents);
  const std::vector<at::Tensor> delivered = gradientsAfterChange(o, cotangents);
  for (size_t k = 0; k < delivered.size(); ++k) {
    const HostTensor got = readGradient(variableName(o.prepared, k), expected[k], delivered[k]);
    const std::vector<int64_t> wrong = differingNumbers(expected[k], got);
    if (wrong.empty()) continue;
    Falsified failure =
        mismatch("changed-after", "gradient of " + variableName(o.prepared, k), expected[k], got, wrong);
    failure.message = "after the caller has overwritten what went in, the " + failure.message;
    return failure;
  }
  return std::nullopt;
}

}  // namespace swapcheck
