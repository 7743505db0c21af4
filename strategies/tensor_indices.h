// A list of index tensors in the form that LibTorch's advanced indexing takes.
#pragma once

#include <ATen/core/List.h>
#include <ATen/core/Tensor.h>
#include <c10/util/Optional.h>

#include <vector>

namespace swapcheck {

/// `x.index(tensorIndices(index))` is Python's `x[index...]`.
inline c10::List<c10::optional<at::Tensor>> tensorIndices(const std::vector<at::Tensor>& index) {
  c10::List<c10::optional<at::Tensor>> list;
  list.reserve(index.size());
  for (const at::Tensor& tensor : index) list.push_back(tensor);
  return list;
}

}  // namespace swapcheck
