// What a swap has to ask of its input. Everything throws c10::Error.
#pragma once

#include <swapcheck/strategy.h>

namespace swapcheck::contract {

void requireUsable(const at::Tensor& tensor, const char* name);
void requireSameSizes(const at::Tensor& a, const at::Tensor& b);
void requireSameDType(const at::Tensor& a, const at::Tensor& b);
void requireBool(const at::Tensor& mask);
/// The mask broadcasts to the operand without making it larger.
void requireFits(const at::Tensor& mask, const at::Tensor& a);
/// From one tensor to as many as the operand has dimensions.
void requireIndexCount(const std::vector<at::Tensor>& index, const at::Tensor& a);
void requireInt64(const at::Tensor& index);
void requireBroadcastable(const std::vector<at::Tensor>& index);
/// Every number from `least` to `size` - 1.
void requireInRange(const at::Tensor& index, int64_t least, int64_t size);
void requireDim(const at::Tensor& x, int64_t dim);
void requireSameLength(const at::Tensor& i, const at::Tensor& j);
/// No slice twice, in `i` and `j` together.
void requireDistinct(const at::Tensor& i, const at::Tensor& j);

// All that a family asks.
void requireOperands(const at::Tensor& a, const at::Tensor& b);
void requireMask(const at::Tensor& mask, const at::Tensor& a);
void requireIndex(const std::vector<at::Tensor>& index, const at::Tensor& a);
void requireSlices(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j);

/// The swap, which begins by asking all that its family asks.
Swap checked(Swap swap);

}  // namespace swapcheck::contract
