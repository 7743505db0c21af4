// A plugin with a right strategy and a wrong one.
#include <ATen/ops/where.h>
#include <c10/util/Exception.h>
#include <swapcheck/plugin.h>

namespace {

using swapcheck::TensorPair;

TensorPair right(const at::Tensor& a, const at::Tensor& b) {
  TORCH_CHECK(a.defined() && b.defined(), "expected two tensors");
  TORCH_CHECK(a.sizes() == b.sizes(), "expected one shape, got ", a.sizes(), " and ", b.sizes());
  TORCH_CHECK(a.dtype() == b.dtype() && a.device() == b.device(), "expected one dtype and one device");
  return {b.clone(), a.clone()};
}

TensorPair wrong(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = at::where(mask, b, a);
  return {x, at::where(mask, x, b)};
}

}  // namespace

SWAPCHECK_PLUGIN(catalogue) {
  catalogue.add({"consumer.right", "clones", swapcheck::WholeSwap(right)});
  catalogue.add({"consumer.wrong", "reads what it has written", swapcheck::MaskedSwap(wrong)});
}
