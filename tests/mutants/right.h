// Right swaps, of which the mutants are variations.
#pragma once

#include <swapcheck/strategy.h>

#include <ATen/ops/arange.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include "strategies/builtin/tensor_indices.h"

namespace swapcheck::right {

using Index = std::vector<at::Tensor>;

inline TensorPair whole(const at::Tensor& a, const at::Tensor& b) { return {b.clone(), a.clone()}; }

inline TensorPair masked(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  return {at::where(mask, b, a), at::where(mask, a, b)};
}

/// The mask of the positions that `index` names.
inline at::Tensor maskOf(const at::Tensor& like, const Index& index) {
  at::Tensor mask = at::zeros(like.sizes(), like.options().dtype(at::kBool));
  return mask.index_put_(tensorIndices(index), mask.new_ones({}));
}

inline TensorPair indexed(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  return masked(a, b, maskOf(a, index));
}

/// The order of the slices after the swap.
inline at::Tensor orderOf(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  return at::arange(x.size(dim), i.options()).index_copy(0, i, j).index_copy(0, j, i);
}

inline at::Tensor within(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  return x.index_select(dim, orderOf(x, dim, i, j));
}

}  // namespace swapcheck::right
