// Swaps that are right on valid input and do not reject one kind of invalid input as they should.
#include <c10/util/Exception.h>

#include <ATen/ops/broadcast_tensors.h>

#include <stdexcept>

#include "contract.h"
#include "mutant.h"
#include "right.h"

namespace swapcheck {
namespace {

using namespace contract;
using right::Index;

TensorPair broadcastOperands(const at::Tensor& a, const at::Tensor& b) {
  requireUsable(a, "operand a");
  requireUsable(b, "operand b");
  requireSameDType(a, b);
  const auto both = at::broadcast_tensors({a, b});
  return right::whole(both[0], both[1]);
}

TensorPair convertedOperand(const at::Tensor& a, const at::Tensor& b) {
  requireUsable(a, "operand a");
  requireUsable(b, "operand b");
  requireSameSizes(a, b);
  return right::whole(a, b.to(a.scalar_type()));
}

TensorPair assertedSizes(const at::Tensor& a, const at::Tensor& b) {
  requireUsable(a, "operand a");
  requireUsable(b, "operand b");
  TORCH_INTERNAL_ASSERT(a.sizes() == b.sizes());
  requireSameDType(a, b);
  return right::whole(a, b);
}

TensorPair standardException(const at::Tensor& a, const at::Tensor& b) {
  requireUsable(a, "operand a");
  requireUsable(b, "operand b");
  if (a.scalar_type() != b.scalar_type()) throw std::invalid_argument("dtype");
  requireSameSizes(a, b);
  return right::whole(a, b);
}

/// The bits of a byte that is 1, inverted, are 254: no element is left out.
TensorPair byteMask(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  requireOperands(a, b);
  requireUsable(mask, "the mask");
  const at::Tensor chosen = mask.scalar_type() == at::kByte ? mask.bitwise_not().to(at::kBool).logical_not() : mask;
  requireMask(chosen, a);
  return right::masked(a, b, chosen);
}

TensorPair maskIsCut(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  requireOperands(a, b);
  requireUsable(mask, "the mask");
  requireBool(mask);
  at::Tensor cut = mask;
  while (cut.dim() > a.dim()) cut = cut.select(0, 0);
  for (int64_t d = -1; d >= -cut.dim(); --d)
    if (cut.size(d) > a.size(d)) cut = cut.narrow(d, 0, 1);
  requireMask(cut, a);
  return right::masked(a, b, cut);
}

TensorPair truncatedIndex(const at::Tensor& a, const at::Tensor& b, Index index) {
  requireOperands(a, b);
  for (at::Tensor& numbers : index) {
    requireUsable(numbers, "an index tensor");
    if (numbers.is_floating_point()) numbers = numbers.to(at::kLong);
  }
  requireIndex(index, a);
  return right::indexed(a, b, index);
}

TensorPair clampedIndex(const at::Tensor& a, const at::Tensor& b, Index index) {
  requireOperands(a, b);
  requireIndexCount(index, a);
  for (size_t d = 0; d < index.size(); ++d) {
    requireUsable(index[d], "an index tensor");
    requireInt64(index[d]);
    const int64_t size = a.size(static_cast<int64_t>(d));
    if (size > 0) index[d] = index[d].clamp(-size, size - 1);
  }
  requireIndex(index, a);
  return right::indexed(a, b, index);
}

TensorPair clampedInPlaceFirst(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  requireOperands(a, b);
  requireIndexCount(index, a);
  for (size_t d = 0; d < index.size(); ++d) {
    requireUsable(index[d], "an index tensor");
    requireInt64(index[d]);
    const int64_t size = a.size(static_cast<int64_t>(d));
    if (!index[d].lt(-size).logical_or(index[d].ge(size)).any().item<bool>()) continue;
    index[d].clamp_(-size, size - 1);
    TORCH_CHECK_INDEX(false, "an index was out of bounds for dimension ", d, " of size ", size);
  }
  requireIndex(index, a);
  return right::indexed(a, b, index);
}

void requireSlicesOf(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j, int64_t least) {
  requireUsable(x, "operand x");
  requireDim(x, dim);
  for (const at::Tensor& slices : {i, j}) {
    requireUsable(slices, "a tensor of slices");
    requireInt64(slices);
    requireInRange(slices, least, x.size(dim));
  }
}

at::Tensor lastPairWins(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  requireSlicesOf(x, dim, i, j, 0);
  requireSameLength(i, j);
  return right::within(x, dim, i, j);
}

at::Tensor negativeSlices(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  requireUsable(x, "operand x");
  requireDim(x, dim);
  requireSlicesOf(x, dim, i, j, -x.size(dim));
  if (x.size(dim) == 0) return x.clone();
  const at::Tensor first = i.abs().clamp_max(x.size(dim) - 1);
  const at::Tensor second = j.abs().clamp_max(x.size(dim) - 1);
  requireSlices(x, dim, first, second);
  return right::within(x, dim, first, second);
}

at::Tensor slicesOfAnyShape(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  requireUsable(i, "i");
  requireUsable(j, "j");
  const at::Tensor first = i.reshape({-1});
  const at::Tensor second = j.reshape({-1});
  requireSlices(x, dim, first, second);
  return right::within(x, dim, first, second);
}

}  // namespace

void addRejectMutants(Mutants& mutants) {
  const auto add = [&mutants](const char* name, const char* mistake, Swap swap, const char* seenIn = "") {
    addUncheckedMutant(mutants, name, "rejects", mistake, std::move(swap), seenIn);
  };
  add("whole-broadcasts", "broadcasts operands of different sizes", WholeSwap(broadcastOperands));
  add("whole-converts", "converts the second operand to the dtype of the first", WholeSwap(convertedOperand));
  add("whole-internal-assert", "asserts that sizes are equal, as if that were its own affair",
      WholeSwap(assertedSizes));
  add("whole-standard-exception", "throws a standard exception that says too little", WholeSwap(standardException));
  add("masked-byte-mask", "inverts the bits of uint8 masks", MaskedSwap(byteMask));
  add("masked-cuts", "cuts a mask that is larger than the operands", MaskedSwap(maskIsCut));
  add("indexed-float-index", "truncates floating indices", IndexedSwap(truncatedIndex));
  add("indexed-clamped", "clamps indices that are out of bounds", IndexedSwap(clampedIndex));
  add("indexed-clamps-then-throws", "clamps the caller's indices before it throws", IndexedSwap(clampedInPlaceFirst));
  add("within-last-pair-wins", "takes a slice that is named twice, and lets the last pair win",
      WithinSwap(lastPairWins));
  add("within-negative-slices", "takes the absolute value of negative slices", WithinSwap(negativeSlices));
  add("within-any-shape", "flattens slices of two dimensions", WithinSwap(slicesOfAnyShape));
}

}  // namespace swapcheck
