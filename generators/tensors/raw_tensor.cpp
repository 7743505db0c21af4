#include "generators/tensors/raw_tensor.h"

#include <c10/core/CPUAllocator.h>

#include <cstring>

#include "generators/parts/strided.h"

namespace swapcheck {
namespace {

/// Fills what lies between and before the elements.
constexpr int kGapByte = 0x5a;

std::span<const int64_t> spanOf(c10::IntArrayRef array) { return {array.data(), array.size()}; }

std::byte* memoryOf(const c10::Storage& storage) { return static_cast<std::byte*>(const_cast<void*>(storage.data())); }

c10::Storage filledStorage(int64_t bytes, c10::DataPtr memory) {
  c10::Storage storage(c10::Storage::use_byte_size_t(), static_cast<size_t>(bytes), std::move(memory),
                       c10::GetCPUAllocator(), true);
  if (bytes > 0) std::memset(memoryOf(storage), kGapByte, static_cast<size_t>(bytes));
  return storage;
}

std::optional<DType> dtypeOf(const at::Tensor& tensor) {
  for (const DTypeInfo& info : kDTypes)
    if (info.scalarType == tensor.scalar_type()) return info.dtype;
  return std::nullopt;
}

at::Tensor makeTensor(const HostTensor& contents, const Placement& placement) {
  c10::Storage storage = makeStorage(placement.storageNumel * contents.itemSize());
  writeTo(storage, contents, placement);
  return tensorOn(std::move(storage), contents.dtype, contents.shape, placement);
}

}  // namespace

c10::Storage makeStorage(int64_t bytes) {
  return filledStorage(bytes, c10::GetCPUAllocator()->allocate(static_cast<size_t>(bytes)));
}

c10::Storage makeStorage(int64_t bytes, std::byte* memory, std::shared_ptr<void> owner) {
  auto* held = new std::shared_ptr<void>(std::move(owner));
  const auto release = [](void* context) { delete static_cast<std::shared_ptr<void>*>(context); };
  return filledStorage(bytes, c10::DataPtr(memory, held, release, c10::Device(c10::kCPU)));
}

void writeTo(const c10::Storage& storage, const HostTensor& contents, const Placement& placement) {
  const int64_t item = contents.itemSize();
  std::byte* base = memoryOf(storage) + placement.offset * item;
  const std::byte* from = contents.bytes.data();
  forEachOffset(contents.shape, placement.strides, [&](int64_t offset) {
    std::memcpy(base + offset * item, from, static_cast<size_t>(item));
    from += item;
  });
}

at::Tensor tensorOn(c10::Storage storage, DType dtype, const Shape& shape, const Placement& placement) {
  at::Tensor tensor = at::detail::make_tensor<c10::TensorImpl>(
      std::move(storage), c10::DispatchKeySet(c10::DispatchKey::CPU), c10::scalarTypeToTypeMeta(scalarTypeOf(dtype)));
  tensor.unsafeGetTensorImpl()->set_sizes_and_strides(shape, placement.strides, placement.offset);
  return tensor;
}

at::Tensor makeTensor(const HostTensor& contents, const Layout& layout) {
  return makeTensor(contents, placementOf(contents.shape, layout));
}

at::Tensor makeTensor(const HostTensor& contents) {
  return makeTensor(contents, Placement{contiguousStrides(contents.shape), 0, contents.numel()});
}

std::optional<HostTensor> readTensor(const at::Tensor& tensor) {
  if (!tensor.defined() || tensor.layout() != c10::kStrided || !tensor.device().is_cpu()) return std::nullopt;
  const auto dtype = dtypeOf(tensor);
  if (!dtype) return std::nullopt;
  HostTensor contents = zeroTensor(*dtype, tensor.sizes().vec());
  if (tensor._is_zerotensor()) return contents;  // autograd's zeros, which have no memory
  const auto* base = static_cast<const std::byte*>(tensor.data_ptr());
  const int64_t item = contents.itemSize();
  std::byte* to = contents.bytes.data();
  forEachOffset(spanOf(tensor.sizes()), spanOf(tensor.strides()), [&](int64_t offset) {
    std::memcpy(to, base + offset * item, static_cast<size_t>(item));
    to += item;
  });
  applyLazySigns(contents, tensor.is_neg(), tensor.is_conj());
  return contents;
}

}  // namespace swapcheck
