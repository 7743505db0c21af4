// Swaps that go through raw memory and take it to lie otherwise than it does.
#include <c10/core/MemoryFormat.h>

#include <algorithm>
#include <cstring>

#include "mutant.h"
#include "right_function.h"

namespace swapcheck {
namespace {

std::byte* bytesOf(const at::Tensor& t) { return static_cast<std::byte*>(t.data_ptr()); }

size_t bytesFrom(const at::Tensor& t) {
  return t.storage().nbytes() - static_cast<size_t>(t.storage_offset()) * t.element_size();
}

/// No lazy conjugation or negation.
at::Tensor resolved(const at::Tensor& t) { return t.resolve_conj().resolve_neg(); }

/// Overwrites a copy, which keeps the gradient, with the bytes of its original.
at::Tensor overwritten(const at::Tensor& copy, const void* bytes, size_t count) {
  if (copy.numel() > 0) std::memcpy(copy.data_ptr(), bytes, count);
  return copy;
}

template <at::Tensor (*copy)(const at::Tensor&)>
TensorPair copiedFromMemory(const at::Tensor& a, const at::Tensor& b) {
  return {copy(b), copy(a)};
}

at::Tensor asIfDense(const at::Tensor& t) {
  const at::Tensor source = resolved(t);
  const at::Tensor copy = t.clone();
  return overwritten(copy, source.data_ptr(), std::min(copy.nbytes(), bytesFrom(source)));
}

at::Tensor fromStorageBegin(const at::Tensor& t) {
  const at::Tensor source = resolved(t);
  if (!source.is_contiguous()) return t.clone();
  return overwritten(t.clone(), source.storage().data(), source.nbytes());
}

at::Tensor conjIgnored(const at::Tensor& t) {
  const at::Tensor source = t.resolve_neg();
  return source.is_contiguous() ? overwritten(t.clone(), source.data_ptr(), source.nbytes()) : t.clone();
}

at::Tensor negIgnored(const at::Tensor& t) {
  const at::Tensor source = t.resolve_conj();
  return source.is_contiguous() ? overwritten(t.clone(), source.data_ptr(), source.nbytes()) : t.clone();
}

/// Exchanges the elements `from` to `to` in memory where the mask, in memory too, is true.
void exchange(const at::Tensor& x, const at::Tensor& y, const at::Tensor& mask, int64_t to) {
  const auto item = static_cast<int64_t>(x.element_size());
  const auto* chosen = static_cast<const bool*>(mask.data_ptr());
  for (int64_t k = 0; k < to; ++k)
    if (chosen[k]) std::swap_ranges(bytesOf(x) + k * item, bytesOf(x) + (k + 1) * item, bytesOf(y) + k * item);
}

at::Tensor denseMask(const at::Tensor& mask, const at::Tensor& a) { return mask.expand_as(a).contiguous(); }

TensorPair asIfRowMajor(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = resolved(a).clone();
  const at::Tensor y = resolved(b).clone();
  exchange(x, y, denseMask(mask, a), x.numel());
  return {x, y};
}

TensorPair pairsOfElements(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = resolved(a).clone(at::MemoryFormat::Contiguous);
  const at::Tensor y = resolved(b).clone(at::MemoryFormat::Contiguous);
  exchange(x, y, denseMask(mask, a), x.numel() / 2 * 2);
  return {x, y};
}

bool isChannelsLast(const at::Tensor& t) {
  return t.is_contiguous(at::MemoryFormat::ChannelsLast) && !t.is_contiguous();
}

TensorPair maskStaysChannelsFirst(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  if (!isChannelsLast(a)) return right::masked(a, b, mask);
  const at::Tensor x = resolved(a).clone(at::MemoryFormat::ChannelsLast);
  const at::Tensor y = resolved(b).clone(at::MemoryFormat::ChannelsLast);
  exchange(x, y, denseMask(mask, a), x.numel());
  return {x, y};
}

at::Tensor rowMajorSlices(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  const at::Tensor y = right::within(x, dim, i, j);
  if (x.numel() == 0) return y;
  const at::Tensor memory = resolved(x).clone();
  int64_t inner = static_cast<int64_t>(x.element_size());
  for (int64_t d = dim < 0 ? dim + x.dim() + 1 : dim + 1; d < x.dim(); ++d) inner *= x.size(d);
  const int64_t outer = inner * x.size(dim);
  for (std::byte* at = bytesOf(memory); at < bytesOf(memory) + memory.nbytes(); at += outer)
    for (int64_t k = 0; k < i.numel(); ++k) {
      std::byte* first = at + i.select(0, k).item<int64_t>() * inner;
      std::swap_ranges(first, first + inner, at + j.select(0, k).item<int64_t>() * inner);
    }
  y.detach().copy_(memory);
  return y;
}

}  // namespace

void addRawMemoryMutants(Mutants& mutants) {
  addMutant(mutants, "whole-as-if-dense", "values", "copies the bytes as if no element were left out between them",
            WholeSwap(copiedFromMemory<asIfDense>), "https://github.com/pytorch/vision/pull/2131");
  addMutant(mutants, "whole-storage-begin", "values", "copies from the beginning of the storage, past its offset",
            WholeSwap(copiedFromMemory<fromStorageBegin>));
  addMutant(mutants, "whole-conj-ignored", "values", "copies the bytes of lazily conjugated tensors",
            WholeSwap(copiedFromMemory<conjIgnored>), "https://github.com/safetensors/safetensors/issues/831");
  addMutant(mutants, "whole-neg-ignored", "values", "copies the bytes of lazily negated tensors",
            WholeSwap(copiedFromMemory<negIgnored>), "https://github.com/safetensors/safetensors/issues/831");
  addMutant(mutants, "masked-as-if-row-major", "values",
            "a kernel over clones, which keep permuted strides, and a contiguous mask",
            MaskedSwap(right::maskedBy<asIfRowMajor>), "https://github.com/flagos-ai/FlagGems/pull/5923");
  addMutant(mutants, "masked-odd-element", "values", "goes through elements in pairs and leaves an odd one out",
            MaskedSwap(right::maskedBy<pairsOfElements>));
  addMutant(mutants, "masked-channels-last", "values", "has the operands channels-last and the mask channels-first",
            MaskedSwap(right::maskedBy<maskStaysChannelsFirst>));
  addMutant(mutants, "within-as-if-row-major", "values", "moves slices in a clone, which keeps permuted strides",
            WithinSwap(rowMajorSlices));
}

}  // namespace swapcheck
