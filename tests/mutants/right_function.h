// Right swaps as custom functions, of which either the values or the gradient can be varied.
#pragma once

#include <torch/csrc/autograd/custom_function.h>

#include "right.h"

namespace swapcheck::right {

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
