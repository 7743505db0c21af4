// Right swaps, of which the mutants are variations.
#pragma once

#include <swapcheck/strategy.h>
#include <torch/csrc/autograd/custom_function.h>

#include <ATen/ops/arange.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include "strategies/tensor_indices.h"

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

using Context = torch::autograd::AutogradContext;
using Variables = torch::autograd::variable_list;

/// A masked swap as a custom function. `forward` and `backward` are TensorPair(a, b, mask); of the latter a and b are
/// the cotangents, and the pair is the gradients.
template <auto forwardOf, auto backwardOf>
struct MaskedFunction : torch::autograd::Function<MaskedFunction<forwardOf, backwardOf>> {
  static Variables forward(Context* context, const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
    context->save_for_backward({mask});
    auto [x, y] = forwardOf(a, b, mask);
    return {x, y};
  }
  static Variables backward(Context* context, Variables cotangents) {
    const at::Tensor mask = context->get_saved_variables()[0];
    auto [ofA, ofB] = backwardOf(cotangents[0], cotangents[1], mask);
    return {ofA, ofB, at::Tensor()};
  }
};

/// A whole swap as a custom function, likewise.
template <auto forwardOf, auto backwardOf>
struct WholeFunction : torch::autograd::Function<WholeFunction<forwardOf, backwardOf>> {
  static Variables forward(Context*, const at::Tensor& a, const at::Tensor& b) {
    auto [x, y] = forwardOf(a, b);
    return {x, y};
  }
  static Variables backward(Context*, Variables cotangents) {
    auto [ofA, ofB] = backwardOf(cotangents[0], cotangents[1]);
    return {ofA, ofB};
  }
};

/// A masked swap whose values come from `forward` and whose gradient is right.
template <auto forward>
TensorPair maskedBy(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const Variables results = MaskedFunction<forward, masked>::apply(a, b, mask);
  return {results[0], results[1]};
}

/// A masked swap whose values are right and whose gradient comes from `backward`.
template <auto backward>
TensorPair maskedWithBackward(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const Variables results = MaskedFunction<masked, backward>::apply(a, b, mask);
  return {results[0], results[1]};
}

/// Likewise of whole swaps.
template <auto forward>
TensorPair wholeBy(const at::Tensor& a, const at::Tensor& b) {
  const Variables results = WholeFunction<forward, whole>::apply(a, b);
  return {results[0], results[1]};
}

template <auto backward>
TensorPair wholeWithBackward(const at::Tensor& a, const at::Tensor& b) {
  const Variables results = WholeFunction<whole, backward>::apply(a, b);
  return {results[0], results[1]};
}

}  // namespace swapcheck::right
