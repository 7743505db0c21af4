// Checks of a swap's arguments against <swapcheck/strategy.h>. All throw c10::Error with what was expected and got.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace swapcheck {

/// `a` and `b` are defined and of one shape, dtype and device. `swap` begins the messages ("whole swap").
void checkOperands(const char* swap, const at::Tensor& a, const at::Tensor& b);

/// The mask is defined, bool, on the device of `a`, and broadcasts to it without making it larger.
void checkMask(const at::Tensor& a, const at::Tensor& mask);

/// There are 1 to `a.dim()` index tensors, all defined, int64 and on the device of `a`. Whether they broadcast together
/// and are in range is left to LibTorch's indexing, which says so; but of an `a` without elements it looks at no index,
/// so those are checked here.
void checkIndices(const at::Tensor& a, const std::vector<at::Tensor>& index);

/// `x` is defined and has the dimension `dim`; `i` and `j` are 1-D int64 of one length and on its device; they name
/// only slices that there are, and none twice. Reads `i` and `j` on the host.
void checkSlices(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j);

}  // namespace swapcheck
