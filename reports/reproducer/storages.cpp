#include "reports/reproducer/storages.h"

#include <algorithm>
#include <cstring>

#include "generators/parts/strided.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// Sizes of mixed storages are multiples of this, so that they can be viewed in every dtype.
constexpr size_t kLargestItem = 16;

const c10::StorageImpl* storageOf(const at::Tensor& tensor) { return tensor.storage().unsafeGetStorageImpl(); }

}  // namespace

bool hasMemory(const at::Tensor& tensor) { return tensor.defined() && tensor.device().is_cpu(); }

DType dtypeOf(const at::Tensor& tensor) {
  for (const DTypeInfo& info : kDTypes)
    if (info.scalarType == tensor.scalar_type()) return info.dtype;
  throw InputError("a tensor has a dtype that is never generated");
}

void Storages::add(const at::Tensor& tensor, const std::string& name) {
  if (!hasMemory(tensor)) return;
  StorageImage& image = imageOf(tensor, name);
  const DType dtype = dtypeOf(tensor);
  ++image.tenants;
  image.mixed = image.mixed || image.contents.dtype != dtype;
  const auto* base = static_cast<const std::byte*>(tensor.storage().data());
  const int64_t item = infoOf(dtype).itemSize;
  const auto sizes = std::span(tensor.sizes().data(), tensor.sizes().size());
  const auto strides = std::span(tensor.strides().data(), tensor.strides().size());
  forEachOffset(sizes, strides, [&](int64_t offset) {
    const int64_t at = (tensor.storage_offset() + offset) * item;
    std::memcpy(image.contents.bytes.data() + at, base + at, static_cast<size_t>(item));
  });
}

StorageImage& Storages::imageOf(const at::Tensor& tensor, const std::string& name) {
  const auto found = std::find_if(images_.begin(), images_.end(),
                                  [&](const StorageImage& image) { return image.storage == storageOf(tensor); });
  if (found != images_.end()) return *found;
  const DType dtype = dtypeOf(tensor);
  const size_t bytes = tensor.storage().nbytes();
  HostTensor contents = zeroTensor(dtype, {static_cast<int64_t>(bytes) / infoOf(dtype).itemSize});
  contents.bytes.resize(bytes);
  images_.push_back({storageOf(tensor), "memory_of_" + name, std::move(contents)});
  return images_.back();
}

const StorageImage& Storages::of(const at::Tensor& tensor) const {
  return *std::find_if(images_.begin(), images_.end(),
                       [&](const StorageImage& image) { return image.storage == storageOf(tensor); });
}

HostTensor wholeContents(const StorageImage& image) {
  HostTensor contents = image.contents;
  if (image.mixed) {
    contents.dtype = DType::UInt8;
    contents.bytes.resize((contents.bytes.size() + kLargestItem - 1) / kLargestItem * kLargestItem);
    contents.shape = {static_cast<int64_t>(contents.bytes.size())};
  } else {
    contents.bytes.resize(static_cast<size_t>(contents.numel() * contents.itemSize()));
  }
  return contents;
}

}  // namespace swapcheck
