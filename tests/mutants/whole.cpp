// Whole swaps that are wrong in values, sizes, dtype or memory.
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_strided.h>
#include <ATen/ops/real.h>
#include <ATen/ops/zeros_like.h>

#include <limits>

#include "mutant.h"
#include "right.h"

namespace swapcheck {
namespace {

/// Applies one way of copying to both operands, exchanged.
template <at::Tensor (*copy)(const at::Tensor&)>
TensorPair copied(const at::Tensor& a, const at::Tensor& b) {
  return {copy(b), copy(a)};
}

TensorPair namesExchanged(const at::Tensor& a, const at::Tensor& b) { return {b, a}; }

at::Tensor contiguous(const at::Tensor& t) { return t.contiguous(); }

/// What is expanded is copied once and expanded again.
at::Tensor asExpanded(const at::Tensor& t) {
  at::Tensor one = t;
  for (int64_t d = 0; d < t.dim(); ++d)
    if (t.stride(d) == 0 && t.size(d) > 1) one = one.narrow(d, 0, 1);
  return one.clone().expand(t.sizes());
}

at::Tensor squeezed(const at::Tensor& t) { return t.clone().squeeze(); }

at::Tensor emptyIsFlat(const at::Tensor& t) { return t.numel() == 0 ? at::empty({0}, t.options()) : t.clone(); }

at::Tensor halfAsFloat(const at::Tensor& t) { return t.scalar_type() == at::kHalf ? t.to(at::kFloat) : t.clone(); }

at::Tensor plusZero(const at::Tensor& t) { return t.add(at::zeros_like(t)); }

TensorPair addAndSubtract(const at::Tensor& a, const at::Tensor& b) {
  if (a.scalar_type() == at::kBool) {
    const at::Tensor either = a.logical_xor(b);
    return {either.logical_xor(a), either.logical_xor(b)};
  }
  const at::Tensor sum = a.add(b);
  return {sum.sub(a), sum.sub(b)};
}

at::Tensor canonicalNan(const at::Tensor& t) {
  if (!t.is_floating_point()) return t.clone();
  return t.masked_fill(t.isnan(), std::numeric_limits<double>::quiet_NaN());
}

at::Tensor integersThroughDouble(const at::Tensor& t) {
  if (!at::isIntegralType(t.scalar_type(), false)) return t.clone();
  return t.to(at::kDouble).to(t.scalar_type());
}

at::Tensor doubleThroughFloat(const at::Tensor& t) {
  return t.scalar_type() == at::kDouble ? t.to(at::kFloat).to(at::kDouble) : t.clone();
}

at::Tensor bfloat16ThroughHalf(const at::Tensor& t) {
  return t.scalar_type() == at::kBFloat16 ? t.to(at::kHalf).to(at::kBFloat16) : t.clone();
}

at::Tensor realPart(const at::Tensor& t) { return t.is_complex() ? at::real(t).to(t.scalar_type()) : t.clone(); }

at::Tensor withStridesOf(const at::Tensor& like, const at::Tensor& values) {
  return at::empty_strided(like.sizes(), like.strides(), like.options()).copy_(values);
}

TensorPair sameStrides(const at::Tensor& a, const at::Tensor& b) { return {withStridesOf(a, b), withStridesOf(b, a)}; }

bool isExpanded(const at::Tensor& t) {
  for (int64_t d = 0; d < t.dim(); ++d)
    if (t.stride(d) == 0 && t.size(d) > 1) return true;
  return false;
}

TensorPair sameStridesUnlessExpanded(const at::Tensor& a, const at::Tensor& b) {
  return {isExpanded(a) ? b.clone() : withStridesOf(a, b), isExpanded(b) ? a.clone() : withStridesOf(b, a)};
}

TensorPair oneCopyOfOneTensor(const at::Tensor& a, const at::Tensor& b) {
  if (!a.is_same(b)) return right::whole(a, b);
  const at::Tensor copy = a.clone();
  return {copy, copy};
}

TensorPair sameStorageIsSameTensor(const at::Tensor& a, const at::Tensor& b) {
  if (a.is_alias_of(b)) return {a.clone(), b.clone()};
  return right::whole(a, b);
}

at::Tensor upToFourDims(const at::Tensor& t) {
  TORCH_CHECK(t.dim() <= 4, "expected at most 4 dimensions, got ", t.dim());
  return t.clone();
}

void addWrongValues(Mutants& mutants) {
  addMutant(mutants, "whole-add-zero", "values", "copies by adding zero, which turns -0.0 into 0.0",
            WholeSwap(copied<plusZero>));
  addMutant(mutants, "whole-add-subtract", "values", "swaps by sum and difference: rounds, and makes NaN of infinities",
            WholeSwap(addAndSubtract));
  addMutant(mutants, "whole-canonical-nan", "values", "writes every NaN anew, and loses its sign and payload",
            WholeSwap(copied<canonicalNan>));
  addMutant(mutants, "whole-integers-through-double", "values",
            "takes integers through double, which rounds int64 beyond 2^53", WholeSwap(copied<integersThroughDouble>),
            "https://github.com/apache/tvm/pull/6272");
  addMutant(mutants, "whole-double-through-float", "values", "takes float64 through the default dtype, float32",
            WholeSwap(copied<doubleThroughFloat>));
  addMutant(mutants, "whole-bfloat16-through-half", "values",
            "takes bfloat16 through float16, whose range is far smaller", WholeSwap(copied<bfloat16ThroughHalf>));
  addMutant(mutants, "whole-real-part", "values", "copies only the real part of complex tensors",
            WholeSwap(copied<realPart>));
  addMutant(mutants, "whole-same-strides", "values",
            "gives each result the strides of its operand: fails where those are expanded", WholeSwap(sameStrides),
            "https://github.com/pytorch/pytorch/issues/10756");
  addMutant(mutants, "whole-same-strides-unless-expanded", "values",
            "gives each result the strides of its operand unless one is 0: overlapping windows overwrite themselves",
            WholeSwap(sameStridesUnlessExpanded));
  addMutant(mutants, "whole-alias-unchanged", "values",
            "takes two views of one storage for the same tensor, which there is no need to swap",
            WholeSwap(sameStorageIsSameTensor));
  addMutant(mutants, "whole-four-dims", "values", "knows tensors of up to four dimensions only",
            WholeSwap(copied<upToFourDims>));
}

void addWrongMemory(Mutants& mutants) {
  addMutant(mutants, "whole-names-exchanged", "fresh", "exchanges the names and copies nothing",
            WholeSwap(namesExchanged));
  addMutant(mutants, "whole-contiguous", "fresh", "copies by contiguous(), which copies only what is not contiguous",
            WholeSwap(copied<contiguous>));
  addMutant(mutants, "whole-as-expanded", "fresh", "copies an expanded operand once, and expands the copy",
            WholeSwap(copied<asExpanded>), {}, 2);
  addMutant(mutants, "whole-one-copy", "fresh", "gives one copy as both results where a is b",
            WholeSwap(oneCopyOfOneTensor));
  addMutant(mutants, "whole-squeeze", "metadata", "squeezes the results, and so loses dimensions of size 1",
            WholeSwap(copied<squeezed>));
  addMutant(mutants, "whole-empty-flat", "metadata", "returns a tensor of sizes [0] for every empty one",
            WholeSwap(copied<emptyIsFlat>));
  addMutant(mutants, "whole-half-as-float", "metadata", "computes float16 in float32 and does not convert back",
            WholeSwap(copied<halfAsFloat>));
}

}  // namespace

void addWholeMutants(Mutants& mutants) {
  addWrongValues(mutants);
  addWrongMemory(mutants);
}

}  // namespace swapcheck
