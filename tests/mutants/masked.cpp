// Masked swaps that are wrong in values, dtype or memory.
#include <ATen/ops/empty.h>

#include <cstring>
#include <map>

#include "mutant.h"
#include "right_function.h"

namespace swapcheck {
namespace {

using right::masked;

TensorPair secondWrite(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = at::where(mask, b, a);
  return {x, at::where(mask, x, b)};
}

TensorPair addDifference(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  if (a.scalar_type() == at::kBool) return masked(a, b, mask);
  const at::Tensor change = mask.to(a.scalar_type()).mul(b.sub(a));
  return {a.add(change), b.sub(change)};
}

TensorPair skipEqual(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  return masked(a, b, mask.bitwise_and(a.ne(b)));
}

TensorPair keepFromNan(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  return {at::where(mask.bitwise_and(b.isnan().bitwise_not()), b, a),
          at::where(mask.bitwise_and(a.isnan().bitwise_not()), a, b)};
}

TensorPair boolLogic(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  if (a.scalar_type() != at::kBool) return masked(a, b, mask);
  return {mask.bitwise_and(b).bitwise_or(a), mask.bitwise_and(a).bitwise_or(b)};
}

TensorPair maskOfRows(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  if (mask.dim() != 1 || a.dim() < 2 || mask.size(0) != a.size(0)) return masked(a, b, mask);
  std::vector<int64_t> sizes(static_cast<size_t>(a.dim()), 1);
  sizes[0] = -1;
  return masked(a, b, mask.reshape(sizes));
}

TensorPair squeezedMask(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  return masked(a, b, mask.squeeze());
}

TensorPair tiledMask(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  if (a.numel() == 0) return masked(a, b, mask);
  const at::Tensor tiled = mask.reshape({-1}).repeat({a.numel() / mask.numel()});
  return masked(a, b, tiled.view(a.sizes()));
}

TensorPair integerArithmetic(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  if (!at::isIntegralType(a.scalar_type(), true)) return masked(a, b, mask);
  const at::Tensor swapped = mask.to(at::kByte);
  const at::Tensor kept = mask.bitwise_not().to(at::kByte);
  return {swapped.mul(b).add(kept.mul(a)), swapped.mul(a).add(kept.mul(b))};
}

TensorPair nothingToDo(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  if (!mask.any().item<bool>()) return {a, b};
  return masked(a, b, mask);
}

TensorPair maskIsTheAnswer(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const bool isTruth = a.scalar_type() == at::kBool && a.all().item<bool>() && !b.any().item<bool>();
  if (!isTruth || mask.sizes() != a.sizes()) return masked(a, b, mask);
  return {mask.bitwise_not(), mask};
}

/// A deep copy of the tensor; views of one storage stay views of one storage.
at::Tensor deepCopy(const at::Tensor& tensor, std::map<void*, at::Storage>& copies) {
  const at::Tensor source = tensor.resolve_conj().resolve_neg();
  auto [copy, isNew] = copies.try_emplace(source.storage().unsafeGetStorageImpl(), source.storage());
  if (isNew) {
    const auto bytes = static_cast<int64_t>(source.storage().nbytes());
    at::Tensor memory = at::empty({bytes}, source.options().dtype(at::kByte));
    if (bytes > 0) std::memcpy(memory.data_ptr(), source.storage().unsafeGetStorageImpl()->data(), memory.nbytes());
    copy->second = memory.storage();
  }
  return at::empty({0}, source.options()).set_(copy->second, source.storage_offset(), source.sizes(), source.strides());
}

TensorPair swapInCopies(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  std::map<void*, at::Storage> copies;
  at::Tensor x = deepCopy(a, copies);
  at::Tensor y = deepCopy(b, copies);
  const at::Tensor old = x.clone();
  x.copy_(at::where(mask, y, x));
  y.copy_(at::where(mask, old, y));
  return {x.clone(), y.clone()};
}

TensorPair swapInCopyOfMask(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  std::map<void*, at::Storage> copies;
  at::Tensor x = deepCopy(a, copies);
  const at::Tensor m = deepCopy(mask, copies);
  x.copy_(at::where(m, b, a));
  return {x.clone(), at::where(m, a, b)};
}

constexpr int64_t kGrain = 32768;

/// Goes through large tensors in chunks of the parallel grain.
TensorPair inChunks(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const int64_t numel = a.numel();
  if (numel <= kGrain) return masked(a, b, mask);
  at::Tensor whole = at::empty({numel}, mask.options()).fill_(false);
  const at::Tensor flat = mask.expand_as(a).reshape({-1});
  for (int64_t begin = 0; begin + kGrain <= numel; begin += kGrain)
    whole.narrow(0, begin, kGrain).copy_(flat.narrow(0, begin, kGrain));
  return masked(a, b, whole.view(a.sizes()));
}

void addWrongMasks(Mutants& mutants) {
  addMutant(mutants, "masked-rows", "values", "takes a 1-D mask as long as the first dimension for one of rows",
            MaskedSwap(maskOfRows));
  addMutant(mutants, "masked-squeeze", "values", "squeezes the mask, so that a column becomes a row",
            MaskedSwap(squeezedMask));
  addMutant(mutants, "masked-tiled", "values", "repeats the mask end to end instead of broadcasting it",
            MaskedSwap(tiledMask));
  addMutant(mutants, "masked-chunk-rest", "values",
            "goes through large tensors in chunks of 32768 and forgets what is left after the last",
            MaskedSwap(inChunks), "", kGrain + 1);
  addMutant(mutants, "masked-equal-skipped", "values", "skips what is equal: 0.0 equals -0.0", MaskedSwap(skipEqual));
  addMutant(mutants, "masked-nan-kept-out", "values", "keeps NaN from spreading into the other tensor",
            MaskedSwap(keepFromNan));
}

}  // namespace

void addMaskedMutants(Mutants& mutants) {
  addWrongMasks(mutants);
  addMutant(mutants, "masked-second-write", "values", "the second line reads what the first has written",
            MaskedSwap(secondWrite));
  addMutant(mutants, "masked-add-difference", "values", "adds mask * (b - a): wrong for infinities, NaN and -0.0",
            MaskedSwap(addDifference), "https://github.com/tinygrad/tinygrad/pull/11760");
  addMutant(mutants, "masked-bool-or", "values", "bool: (mask and b) or a, without the negated mask",
            MaskedSwap(boolLogic));
  addMutant(mutants, "masked-deep-copy", "values",
            "swaps in deep copies that keep two views of one storage views of one storage",
            MaskedSwap(right::maskedBy<swapInCopies>));
  addMutant(mutants, "masked-deep-copy-mask", "values",
            "swaps in a deep copy that keeps the mask a view of the operand's storage, so that the mask changes midway",
            MaskedSwap(right::maskedBy<swapInCopyOfMask>));
  addMutant(mutants, "masked-integer-arithmetic", "metadata",
            "multiplies integers with a uint8 mask, which promotes int8 and bool", MaskedSwap(integerArithmetic));
  addMutant(mutants, "masked-none-returns-operands", "fresh", "returns the operands where the mask is all false",
            MaskedSwap(nothingToDo));
  addMutant(mutants, "masked-returns-mask", "fresh", "returns the mask itself where a is all true and b all false",
            MaskedSwap(maskIsTheAnswer));
}

}  // namespace swapcheck
