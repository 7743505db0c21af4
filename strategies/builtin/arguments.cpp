#include "strategies/builtin/arguments.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <cstdint>
#include <span>

namespace swapcheck {
namespace {

/// As PyTorch's users write it.
const char* dtypeName(c10::ScalarType dtype) {
  switch (dtype) {
    case at::kFloat: return "float32";
    case at::kDouble: return "float64";
    case at::kHalf: return "float16";
    case at::kBFloat16: return "bfloat16";
    case at::kComplexFloat: return "complex64";
    case at::kComplexDouble: return "complex128";
    case at::kLong: return "int64";
    case at::kInt: return "int32";
    case at::kShort: return "int16";
    case at::kChar: return "int8";
    case at::kByte: return "uint8";
    case at::kBool: return "bool";
    default: return c10::toString(dtype);
  }
}

template <typename... Name>
void checkDefined(const char* swap, const at::Tensor& tensor, const Name&... name) {
  TORCH_CHECK(tensor.defined(), swap, ": expected a tensor as ", name..., ", got an undefined one");
}

template <typename... Name>
void checkDType(const char* swap, const at::Tensor& tensor, c10::ScalarType expected, const Name&... name) {
  TORCH_CHECK(tensor.scalar_type() == expected, swap, ": expected ", name..., " of dtype ", dtypeName(expected),
              ", got ", dtypeName(tensor.scalar_type()));
}

template <typename... Name>
void checkDevice(const char* swap, const at::Tensor& tensor, const at::Tensor& like, const Name&... name) {
  TORCH_CHECK(tensor.device() == like.device(), swap, ": expected ", name..., " on device ", like.device(), ", got ",
              tensor.device());
}

/// Whether a tensor of sizes `from` broadcasts to sizes `to`.
bool broadcasts(c10::IntArrayRef from, c10::IntArrayRef to) {
  if (from.size() > to.size()) return false;
  const c10::IntArrayRef trailing = to.slice(to.size() - from.size());
  return std::equal(from.begin(), from.end(), trailing.begin(),
                    [](int64_t mine, int64_t theirs) { return mine == 1 || mine == theirs; });
}

/// The entries of an int64 tensor that is not on the meta device, on the host.
std::span<const int64_t> entriesOf(const at::Tensor& tensor, at::Tensor& holder) {
  holder = tensor.cpu().contiguous();
  return {static_cast<const int64_t*>(holder.data_ptr()), static_cast<size_t>(holder.numel())};
}

void checkIndicesInRange(const at::Tensor& a, const std::vector<at::Tensor>& index) {
  for (const at::Tensor& tensor : index)
    if (tensor.numel() == 0) return;  // broadcast together they name nothing
  for (size_t k = 0; k < index.size(); ++k) {
    const int64_t size = a.size(static_cast<int64_t>(k));
    at::Tensor holder;
    for (int64_t entry : entriesOf(index[k], holder))
      TORCH_CHECK_INDEX(entry >= -size && entry < size, "indexed swap: expected indices from ", -size, " to ", size - 1,
                        " in dimension ", k, ", got ", entry);
  }
}

constexpr const char* kMasked = "masked swap";
constexpr const char* kIndexed = "indexed swap";
constexpr const char* kWithin = "within-swap";

void checkSliceNumbers(const at::Tensor& x, const at::Tensor& numbers, const char* name) {
  checkDefined(kWithin, numbers, name);
  checkDType(kWithin, numbers, at::kLong, name);
  checkDevice(kWithin, numbers, x, name);
  TORCH_CHECK(numbers.dim() == 1, kWithin, ": expected a 1-D ", name, ", got sizes ", numbers.sizes());
}

/// Marks the slices as named, up to the first that is not there or was named before, which it returns.
const int64_t* markNamed(std::span<const int64_t> slices, std::vector<uint8_t>& named) {
  for (const int64_t& slice : slices) {
    if (slice < 0 || slice >= std::ssize(named) || named[static_cast<size_t>(slice)]) return &slice;
    named[static_cast<size_t>(slice)] = 1;
  }
  return nullptr;
}

}  // namespace

void checkOperands(const char* swap, const at::Tensor& a, const at::Tensor& b) {
  checkDefined(swap, a, "a");
  checkDefined(swap, b, "b");
  TORCH_CHECK(a.sizes() == b.sizes(), swap, ": expected a and b of one shape, got ", a.sizes(), " and ", b.sizes());
  checkDType(swap, b, a.scalar_type(), "b");
  checkDevice(swap, b, a, "b");
}

void checkMask(const at::Tensor& a, const at::Tensor& mask) {
  checkDefined(kMasked, mask, "mask");
  checkDType(kMasked, mask, at::kBool, "mask");
  checkDevice(kMasked, mask, a, "mask");
  TORCH_CHECK(broadcasts(mask.sizes(), a.sizes()), kMasked, ": expected a mask that broadcasts to ", a.sizes(),
              ", got sizes ", mask.sizes());
}

void checkIndices(const at::Tensor& a, const std::vector<at::Tensor>& index) {
  TORCH_CHECK_INDEX(!index.empty() && static_cast<int64_t>(index.size()) <= a.dim(), kIndexed, ": expected 1 to ",
                    a.dim(), " index tensors for a of sizes ", a.sizes(), ", got ", index.size());
  for (size_t k = 0; k < index.size(); ++k) {
    checkDefined(kIndexed, index[k], "index ", k);
    checkDType(kIndexed, index[k], at::kLong, "index ", k);
    checkDevice(kIndexed, index[k], a, "index ", k);
  }
  if (a.numel() == 0 && !a.is_meta()) checkIndicesInRange(a, index);
}

void checkSlices(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  checkDefined(kWithin, x, "x");
  TORCH_CHECK_INDEX(dim >= -x.dim() && dim < x.dim(), kWithin, ": expected a dim of x, which has ", x.dim(), ", got ",
                    dim);
  checkSliceNumbers(x, i, "i");
  checkSliceNumbers(x, j, "j");
  TORCH_CHECK(i.numel() == j.numel(), kWithin, ": expected i and j of one length, got ", i.numel(), " and ", j.numel());
  if (x.is_meta()) return;
  std::vector<uint8_t> named(static_cast<size_t>(x.size(dim)));
  for (const at::Tensor* numbers : {&i, &j}) {
    at::Tensor holder;
    const int64_t* wrong = markNamed(entriesOf(*numbers, holder), named);
    if (!wrong) continue;
    TORCH_CHECK_INDEX(*wrong >= 0 && *wrong < std::ssize(named), kWithin, ": expected slices from 0 to ",
                      std::ssize(named) - 1, ", got ", *wrong);
    TORCH_CHECK(false, kWithin, ": expected i and j to name each slice at most once, got slice ", *wrong, " twice");
  }
}

}  // namespace swapcheck
