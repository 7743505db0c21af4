// The swaps that the suite tests.
#pragma once

#include <ATen/ops/where.h>
#include <swapcheck/strategy.h>

inline swapcheck::TensorPair masked(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  return {at::where(mask, b, a), at::where(mask, a, b)};
}

inline swapcheck::TensorPair readsTooLate(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = at::where(mask, b, a);
  return {x, at::where(mask, x, b)};
}
