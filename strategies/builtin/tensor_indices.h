// A list of index tensors in the form that LibTorch's advanced indexing takes.
#pragma once

#include <ATen/core/List.h>
#include <ATen/core/Tensor.h>
#include <c10/util/Optional.h>

#include <vector>

namespace swapcheck {

/// `x.index(tensorIndices(index))` is Python's `x[index...]`, but for 0-dim `x` or masks, which ATen refuses.
c10::List<c10::optional<at::Tensor>> tensorIndices(const std::vector<at::Tensor>& index);

}  // namespace swapcheck
