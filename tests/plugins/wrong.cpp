// A plugin with one mistake: the second write reads what the first has written.
#include <ATen/ops/where.h>
#include <swapcheck/plugin.h>

SWAPCHECK_PLUGIN(catalogue) {
  catalogue.add({"plugin.second-write", "where, twice",
                 swapcheck::MaskedSwap([](const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
                   const at::Tensor x = at::where(mask, b, a);
                   return swapcheck::TensorPair(x, at::where(mask, x, b));
                 })});
}
