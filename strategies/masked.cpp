// Masked swaps: four that keep the gradient, and one that is arithmetically tempting and wrong.
#include <ATen/ops/add.h>
#include <ATen/ops/index.h>
#include <ATen/ops/index_put.h>
#include <ATen/ops/masked_scatter.h>
#include <ATen/ops/masked_select.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/rsub.h>
#include <ATen/ops/where.h>

#include "strategies/builtin.h"
#include "strategies/catalogue.h"
#include "strategies/tensor_indices.h"

namespace swapcheck {
namespace {

TensorPair where(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  return {at::where(mask, b, a), at::where(mask, a, b)};
}

TensorPair indexPut(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const auto index = tensorIndices({mask.expand_as(a)});
  return {a.index_put(index, b.index(index)), b.index_put(index, a.index(index))};
}

TensorPair maskedScatter(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  return {a.masked_scatter(mask, b.masked_select(mask)), b.masked_scatter(mask, a.masked_select(mask))};
}

TensorPair blend(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor m = mask.to(a.scalar_type());
  const at::Tensor rest = at::rsub(m, 1);
  return {m.mul(b).add(rest.mul(a)), m.mul(a).add(rest.mul(b))};
}

}  // namespace

void addMaskedStrategies(Catalogue& catalogue) {
  catalogue.add({"masked.where", "torch.where twice, on the originals", MaskedSwap(where)});
  catalogue.add({"masked.index-put", "out-of-place index_put under the expanded mask", MaskedSwap(indexPut)});
  catalogue.add({"masked.masked-scatter", "masked_scatter of the other's masked_select", MaskedSwap(maskedScatter)});
  catalogue.add({"masked.blend",
                 "m*b + (1-m)*a: tempting, and wrong for inf, NaN and -0.0",
                 MaskedSwap(blend),
                 {}});
}

}  // namespace swapcheck
