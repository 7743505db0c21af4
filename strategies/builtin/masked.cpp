// Masked swaps: four that keep the gradient, and one that is arithmetically tempting and wrong.
#include <ATen/ops/where.h>

#include "strategies/builtin/arguments.h"
#include "strategies/builtin/builtin.h"
#include "strategies/builtin/tensor_indices.h"
#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

void checkArguments(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  checkOperands("masked swap", a, b);
  checkMask(a, mask);
}

TensorPair whereTwice(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  checkArguments(a, b, mask);
  return {at::where(mask, b, a), at::where(mask, a, b)};
}

/// Flat, because ATen's index takes no index for a 0-dim tensor.
TensorPair indexPutUnderMask(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  checkArguments(a, b, mask);
  const auto index = tensorIndices({mask.expand_as(a).reshape({-1})});
  const at::Tensor flatA = a.reshape({-1});
  const at::Tensor flatB = b.reshape({-1});
  return {flatA.index_put(index, flatB.index(index)).view(a.sizes()),
          flatB.index_put(index, flatA.index(index)).view(b.sizes())};
}

TensorPair maskedScatter(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  checkArguments(a, b, mask);
  return {a.masked_scatter(mask, b.masked_select(mask)), b.masked_scatter(mask, a.masked_select(mask))};
}

TensorPair blend(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  checkArguments(a, b, mask);
  const at::Tensor m = mask.to(a.scalar_type());
  const at::Tensor rest = mask.logical_not().to(a.scalar_type());  // 1 - m, which LibTorch refuses for bool
  return {m.mul(b).add(rest.mul(a)), m.mul(a).add(rest.mul(b))};
}

const Steps kWhereTwice = {.cpp = "return {torch::where(mask, b, a), torch::where(mask, a, b)};",
                           .python = "return torch.where(mask, b, a), torch.where(mask, a, b)"};

const Steps kIndexPutUnderMask = {
    .cpp = R"(const Tensor at = mask.expand_as(a).reshape({-1}), flatA = a.reshape({-1}), flatB = b.reshape({-1});
return {flatA.index_put({at}, flatB.index({at})).view(a.sizes()),
        flatB.index_put({at}, flatA.index({at})).view(b.sizes())};)",
    .python = R"(at, flat_a, flat_b = mask.expand_as(a).reshape(-1), a.reshape(-1), b.reshape(-1)
return (flat_a.index_put((at,), flat_b[at]).view(a.shape), flat_b.index_put((at,), flat_a[at]).view(b.shape)))"};

const Steps kMaskedScatter = {
    .cpp = "return {a.masked_scatter(mask, b.masked_select(mask)), b.masked_scatter(mask, a.masked_select(mask))};",
    .python = "return a.masked_scatter(mask, b.masked_select(mask)), b.masked_scatter(mask, a.masked_select(mask))"};

const Steps kBlend = {
    .cpp = R"(const Tensor m = mask.to(a.scalar_type()), rest = mask.logical_not().to(a.scalar_type());
return {m * b + rest * a, m * a + rest * b};)",
    .python = R"(m, rest = mask.to(a.dtype), mask.logical_not().to(a.dtype)
return m * b + rest * a, m * a + rest * b)"};

/// Arithmetic that makes NaN out of infinity makes another one in vectors than in what is left over at the end, and
/// where a thread's share ends depends on the number of threads.
KnownFailure nanByThreads() {
  return {.property = "determinism",
          .when = {"fill.special", "size.large", "call.threads"},
          .reason = "which NaN arithmetic gives depends on where the threads' shares end",
          .checks = {"threads"}};
}

/// Of a strategy that reads the other operand by masked_select: everything that asks for the gradient sees it.
KnownFailure gradientInOrderOfMemory(const char* layout, const char* property, std::vector<std::string> checks) {
  return {.property = property,
          .when = {layout},
          .reason =
              "the backward of masked_select fills a gradient of the operand's strides, or of the cotangent's, in "
              "the order of memory, not of the elements: where the two differ the gradients arrive at each "
              "other's places",
          .until = "2.1",
          .upstream = "https://github.com/pytorch/pytorch/issues/99638",
          .checks = std::move(checks)};
}

std::vector<KnownFailure> gradientsInOrderOfMemory() {
  std::vector<KnownFailure> known;
  for (const char* layout : {"layout.permuted", "layout.overlapping"}) {
    known.push_back(gradientInOrderOfMemory(layout, "gradient", {"reverse-mode", "finite-differences"}));
    known.push_back(gradientInOrderOfMemory(layout, "second-order", {"double-backward"}));
    known.push_back(gradientInOrderOfMemory(layout, "forward-mode", {"transpose"}));
  }
  known.push_back(gradientInOrderOfMemory("cotangent.permuted", "second-order", {"double-backward"}));
  return known;
}

/// Of dtypes of one kind: 0*inf and the like.
KnownFailure leakingBlend(const std::string& value, const std::string& reason) {
  return {.property = "values",
          .when = {"value." + value},
          .reason = reason + ": what is multiplied away still leaks into the sum",
          .checks = {"bits", "nan-bits", "zero-sign", "not-finite"}};
}

}  // namespace

void addMaskedStrategies(Catalogue& catalogue) {
  catalogue.add({"masked.where", "torch.where twice, on the originals", MaskedSwap(whereTwice), {}, kWhereTwice});
  catalogue.add({"masked.index-put",
                 "flatten, then out-of-place index_put under the expanded mask",
                 MaskedSwap(indexPutUnderMask),
                 {},
                 kIndexPutUnderMask});
  catalogue.add({"masked.masked-scatter", "masked_scatter of the other's masked_select", MaskedSwap(maskedScatter),
                 gradientsInOrderOfMemory(), kMaskedScatter});
  catalogue.add({"masked.blend",
                 "m*b + (1-m)*a: tempting, and wrong for inf, NaN and -0.0",
                 MaskedSwap(blend),
                 {leakingBlend("infinity", "0*inf is NaN"), leakingBlend("nan", "0*NaN is NaN"),
                  leakingBlend("negative-zero", "-0.0 + 0.0 is 0.0"), nanByThreads()},
                 kBlend});
}

}  // namespace swapcheck
