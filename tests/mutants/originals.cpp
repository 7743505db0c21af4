// Swaps that write to what they were given, or change it otherwise.
#include <c10/core/GradMode.h>

#include <cstring>

#include "mutant.h"
#include "right_function.h"

namespace swapcheck {
namespace {

using right::Index;

TensorPair inPlace(const at::Tensor& a, const at::Tensor& b) {
  {
    const c10::NoGradGuard noGrad;
    const at::Tensor old = a.clone();
    a.copy_(b);
    b.copy_(old);
  }
  return {a.clone(), b.clone()};
}

TensorPair operandAsTemporary(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor x = b.clone();
  b.data().copy_(a);
  const at::Tensor y = b.clone();
  b.data().copy_(x);
  return {x, y};
}

TensorPair dataExchanged(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor old = a.data();
  a.set_data(b.data());
  b.set_data(old);
  return {a.clone(), b.clone()};
}

TensorPair nanRemoved(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = right::whole(a, b);
  if (a.is_floating_point()) a.detach().nan_to_num_();
  return results;
}

/// Zeroes what follows the tensor's last element in its storage.
void padStorage(const at::Tensor& t) {
  if (t.numel() == 0) return;
  int64_t end = t.storage_offset() + 1;
  for (int64_t d = 0; d < t.dim(); ++d) end += (t.size(d) - 1) * t.stride(d);
  const auto item = static_cast<int64_t>(t.element_size());
  auto* begin = static_cast<std::byte*>(t.data_ptr()) - t.storage_offset() * item;
  std::memset(begin + end * item, 0, t.storage().nbytes() - static_cast<size_t>(end * item));
}

TensorPair padded(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = right::whole(a, b);
  padStorage(a);
  return results;
}

TensorPair maskUnsqueezed(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  while (mask.dim() < a.dim()) mask.unsqueeze_(0);
  return right::masked(a, b, mask);
}

TensorPair maskInvertedTwice(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = at::where(mask, b, a);
  mask.logical_not_();
  const at::Tensor y = at::where(mask, b, a);
  mask.logical_not_();
  return {x, y};
}

TensorPair indexWrapped(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  for (size_t d = 0; d < index.size(); ++d) {
    const at::Tensor negative = index[d].lt(0);
    if (negative.any().item<bool>()) index[d].add_(negative.mul(a.size(static_cast<int64_t>(d))));
  }
  return right::indexed(a, b, index);
}

at::Tensor slicesSorted(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  const at::Tensor result = right::within(x, dim, i, j);
  const at::Tensor low = i.minimum(j);
  j.copy_(i.maximum(j));
  i.copy_(low);
  return result;
}

}  // namespace

void addOriginalsMutants(Mutants& mutants) {
  addMutant(mutants, "whole-in-place", "originals", "swaps the operands' own values and returns copies",
            WholeSwap(inPlace));
  addMutant(mutants, "whole-operand-as-temporary", "originals",
            "uses an operand's memory for a temporary, and puts its values back",
            WholeSwap(right::wholeBy<operandAsTemporary>));
  addMutant(mutants, "whole-data-exchanged", "originals", "exchanges the operands' .data", WholeSwap(dataExchanged),
            "https://github.com/pytorch/pytorch/issues/139152");
  addMutant(mutants, "whole-nan-removed", "originals", "removes NaN from an operand in place when it is done",
            WholeSwap(nanRemoved));
  addMutant(mutants, "whole-pads-storage", "originals", "zeroes the storage behind the last element of the view",
            WholeSwap(padded));
  addMutant(mutants, "masked-mask-unsqueezed", "originals", "gives the caller's mask more dimensions",
            MaskedSwap(maskUnsqueezed));
  addMutant(mutants, "masked-mask-inverted", "originals", "inverts the caller's mask, and inverts it back",
            MaskedSwap(maskInvertedTwice));
  addMutant(mutants, "indexed-wrapped-in-place", "originals", "wraps negative indices in the caller's index tensors",
            IndexedSwap(indexWrapped));
  addMutant(mutants, "within-slices-sorted", "originals", "sorts each pair of slices in the caller's i and j",
            WithinSwap(slicesSorted));
}

}  // namespace swapcheck
