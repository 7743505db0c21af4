#include "contract.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <set>

namespace swapcheck::contract {
namespace {

std::vector<int64_t> numbersOf(const at::Tensor& index) {
  const at::Tensor flat = index.contiguous();
  const auto* begin = flat.numel() > 0 ? flat.data_ptr<int64_t>() : nullptr;
  return {begin, begin + flat.numel()};
}

struct Checked {
  Swap operator()(WholeSwap swap) const {
    return WholeSwap([swap](const at::Tensor& a, const at::Tensor& b) {
      requireOperands(a, b);
      return swap(a, b);
    });
  }
  Swap operator()(MaskedSwap swap) const {
    return MaskedSwap([swap](const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
      requireOperands(a, b);
      requireMask(mask, a);
      return swap(a, b, mask);
    });
  }
  Swap operator()(IndexedSwap swap) const {
    return IndexedSwap([swap](const at::Tensor& a, const at::Tensor& b, const std::vector<at::Tensor>& index) {
      requireOperands(a, b);
      requireIndex(index, a);
      return swap(a, b, index);
    });
  }
  Swap operator()(WithinSwap swap) const {
    return WithinSwap([swap](const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
      requireSlices(x, dim, i, j);
      return swap(x, dim, i, j);
    });
  }
};

}  // namespace

void requireUsable(const at::Tensor& tensor, const char* name) {
  TORCH_CHECK_VALUE(tensor.defined(), name, " is an undefined tensor");
  TORCH_CHECK_VALUE(tensor.device().is_cpu() && tensor.layout() == c10::kStrided, name,
                    ": expected a strided CPU tensor, got one on ", tensor.device());
}

void requireSameSizes(const at::Tensor& a, const at::Tensor& b) {
  TORCH_CHECK_VALUE(a.sizes() == b.sizes(), "expected operands of equal sizes, got ", a.sizes(), " and ", b.sizes());
}

void requireSameDType(const at::Tensor& a, const at::Tensor& b) {
  TORCH_CHECK_TYPE(a.scalar_type() == b.scalar_type(), "expected operands of equal dtype, got ", a.scalar_type(),
                   " and ", b.scalar_type());
}

void requireBool(const at::Tensor& mask) {
  TORCH_CHECK_TYPE(mask.scalar_type() == c10::kBool, "expected a bool mask, got ", mask.scalar_type());
}

void requireFits(const at::Tensor& mask, const at::Tensor& a) {
  bool fits = mask.dim() <= a.dim();
  for (int64_t d = 1; fits && d <= mask.dim(); ++d) fits = mask.size(-d) == 1 || mask.size(-d) == a.size(-d);
  TORCH_CHECK_VALUE(fits, "a mask of sizes ", mask.sizes(), " does not broadcast to operands of sizes ", a.sizes());
}

void requireIndexCount(const std::vector<at::Tensor>& index, const at::Tensor& a) {
  TORCH_CHECK_INDEX(!index.empty() && static_cast<int64_t>(index.size()) <= a.dim(), "expected 1 to ", a.dim(),
                    " index tensors, got ", index.size());
}

void requireInt64(const at::Tensor& index) {
  TORCH_CHECK_INDEX(index.scalar_type() == c10::kLong, "expected int64 indices, got ", index.scalar_type());
}

void requireBroadcastable(const std::vector<at::Tensor>& index) {
  std::vector<int64_t> sizes;  // innermost first
  for (const at::Tensor& tensor : index)
    for (int64_t d = 1; d <= tensor.dim(); ++d) {
      if (static_cast<size_t>(d) > sizes.size()) sizes.push_back(1);
      int64_t& size = sizes[static_cast<size_t>(d - 1)];
      TORCH_CHECK_INDEX(size == 1 || tensor.size(-d) == 1 || tensor.size(-d) == size,
                        "the index tensors do not broadcast together");
      if (size == 1) size = tensor.size(-d);
    }
}

void requireInRange(const at::Tensor& index, int64_t least, int64_t size) {
  for (int64_t number : numbersOf(index))
    TORCH_CHECK_INDEX(number >= least && number < size, "index ", number, " is out of bounds for a dimension of size ",
                      size);
}

void requireDim(const at::Tensor& x, int64_t dim) {
  TORCH_CHECK_INDEX(dim >= -x.dim() && dim < x.dim(), "dimension ", dim, " is out of range for a tensor of ", x.dim(),
                    " dimensions");
}

void requireSameLength(const at::Tensor& i, const at::Tensor& j) {
  TORCH_CHECK_INDEX(i.dim() == 1 && j.dim() == 1 && i.numel() == j.numel(),
                    "expected two 1-D tensors of slices, of one length; got sizes ", i.sizes(), " and ", j.sizes());
}

void requireDistinct(const at::Tensor& i, const at::Tensor& j) {
  std::set<int64_t> seen;
  for (const at::Tensor& slices : {i, j})
    for (int64_t slice : numbersOf(slices))
      TORCH_CHECK_INDEX(seen.insert(slice).second, "slice ", slice, " is named twice");
}

void requireOperands(const at::Tensor& a, const at::Tensor& b) {
  requireUsable(a, "operand a");
  requireUsable(b, "operand b");
  requireSameSizes(a, b);
  requireSameDType(a, b);
}

void requireMask(const at::Tensor& mask, const at::Tensor& a) {
  requireUsable(mask, "the mask");
  requireBool(mask);
  requireFits(mask, a);
}

void requireIndex(const std::vector<at::Tensor>& index, const at::Tensor& a) {
  requireIndexCount(index, a);
  for (size_t d = 0; d < index.size(); ++d) {
    requireUsable(index[d], "an index tensor");
    requireInt64(index[d]);
    const int64_t size = a.size(static_cast<int64_t>(d));
    requireInRange(index[d], -size, size);
  }
  requireBroadcastable(index);
}

void requireSlices(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  requireUsable(x, "operand x");
  requireDim(x, dim);
  for (const at::Tensor& slices : {i, j}) {
    requireUsable(slices, "a tensor of slices");
    requireInt64(slices);
    requireInRange(slices, 0, x.size(dim));
  }
  requireSameLength(i, j);
  requireDistinct(i, j);
}

Swap checked(Swap swap) { return std::visit(Checked{}, std::move(swap)); }

}  // namespace swapcheck::contract
