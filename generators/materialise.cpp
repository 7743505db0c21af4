#include "generators/materialise.h"

#include <ATen/ops/mul.h>
#include <c10/core/CPUAllocator.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>

#include <cstring>

#include "generators/strided.h"

namespace swapcheck {
namespace {

/// Fills what lies between and before the elements.
constexpr int kGapByte = 0x5a;

/// The operation that made a non-leaf operand. Gradients are taken at its output, so it passes none on.
struct Origin : torch::autograd::Node {
  torch::autograd::variable_list apply(torch::autograd::variable_list&&) override { return {}; }
};

std::span<const int64_t> spanOf(c10::IntArrayRef array) { return {array.data(), array.size()}; }

at::Tensor makeTensor(const HostTensor& contents, const Placement& placement) {
  const int64_t item = contents.itemSize();
  const auto bytes = static_cast<size_t>(placement.storageNumel * item);
  c10::Allocator* allocator = c10::GetCPUAllocator();
  c10::Storage storage(c10::Storage::use_byte_size_t(), bytes, allocator->allocate(bytes), allocator, true);
  auto* base = static_cast<std::byte*>(const_cast<void*>(storage.data()));
  if (bytes > 0) std::memset(base, kGapByte, bytes);
  const std::byte* from = contents.bytes.data();
  forEachOffset(contents.shape, placement.strides, [&](int64_t offset) {
    std::memcpy(base + (placement.offset + offset) * item, from, static_cast<size_t>(item));
    from += item;
  });
  at::Tensor tensor =
      at::detail::make_tensor<c10::TensorImpl>(std::move(storage), c10::DispatchKeySet(c10::DispatchKey::CPU),
                                               c10::scalarTypeToTypeMeta(scalarTypeOf(contents.dtype)));
  tensor.unsafeGetTensorImpl()->set_sizes_and_strides(contents.shape, placement.strides, placement.offset);
  return tensor;
}

at::Tensor makeOperand(const HostTensor& contents, const Operand& operand) {
  at::Tensor tensor = makeTensor(contents, operand.layout);
  if (operand.requiresGrad && operand.leaf) tensor.set_requires_grad(true);
  if (operand.requiresGrad && !operand.leaf) torch::autograd::set_history(tensor, std::make_shared<Origin>());
  return tensor;
}

/// Negates a number of `width` bytes, little-endian: a floating one by its sign bit, an integer in two's complement.
void negate(DType dtype, std::byte* number, int64_t width) {
  if (infoOf(dtype).floatBits > 0) {
    number[width - 1] ^= std::byte{0x80};
    return;
  }
  unsigned carry = 1;
  for (int64_t k = 0; k < width; ++k, carry >>= 8) {
    carry += std::to_integer<unsigned>(~number[k]);
    number[k] = static_cast<std::byte>(carry);
  }
}

/// Resolves a lazy negation (of all components) and a lazy conjugation (of the imaginary ones) in place.
void resolveLazySigns(HostTensor& contents, bool negated, bool conjugated) {
  const int count = componentsOf(contents.dtype);
  const int64_t width = contents.itemSize() / count;
  for (int64_t i = 0; i < contents.numel(); ++i)
    for (int c = 0; c < count; ++c)
      if (negated != (conjugated && c == 1)) negate(contents.dtype, contents.at(i) + c * width, width);
}

std::optional<DType> dtypeOf(const at::Tensor& tensor) {
  for (const DTypeInfo& info : kDTypes)
    if (info.scalarType == tensor.scalar_type()) return info.dtype;
  return std::nullopt;
}

/// Passes the inputs to a swap as its signature asks.
struct Call {
  const SwapCase& swapCase;
  const Inputs& in;

  using Results = std::vector<at::Tensor>;

  Results operator()(const WholeSwap& swap) const { return both(swap(in.operands[0], in.operands[1])); }
  Results operator()(const MaskedSwap& swap) const {
    return both(swap(in.operands[0], in.operands[1], in.selection[0]));
  }
  Results operator()(const IndexedSwap& swap) const { return both(swap(in.operands[0], in.operands[1], in.selection)); }
  Results operator()(const WithinSwap& swap) const {
    const int64_t dim = std::get<PairSelection>(swapCase.selection).dim;
    return {swap(in.operands[0], dim, in.selection[0], in.selection[1])};
  }

  static Results both(TensorPair pair) { return {std::move(pair.first), std::move(pair.second)}; }
};

}  // namespace

Inputs materialise(const SwapCase& swapCase, const HostInputs& host) {
  Inputs inputs;
  for (size_t k = 0; k < host.operands.size(); ++k) {
    inputs.operands.push_back(makeOperand(host.operands[k], swapCase.operands[k]));
    const at::Tensor& operand = inputs.operands.back();
    inputs.savers.push_back(swapCase.operands[k].saved ? at::mul(operand, operand) : at::Tensor());
  }
  for (const HostTensor& tensor : host.selection) inputs.selection.push_back(makeTensor(tensor));
  return inputs;
}

at::Tensor makeTensor(const HostTensor& contents, const Layout& layout) {
  return makeTensor(contents, placementOf(contents.shape, layout));
}

at::Tensor makeTensor(const HostTensor& contents) {
  return makeTensor(contents, Placement{contiguousStrides(contents.shape), 0, contents.numel()});
}

void pokeElement(const at::Tensor& tensor, int64_t flat, const std::byte* element) {
  const auto item = static_cast<int64_t>(tensor.element_size());
  int64_t offset = 0;
  for (int64_t d = tensor.dim(); d-- > 0;) {
    offset += flat % tensor.size(d) * tensor.stride(d);
    flat /= tensor.size(d);
  }
  std::memcpy(static_cast<std::byte*>(tensor.data_ptr()) + offset * item, element, static_cast<size_t>(item));
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
  if (tensor.is_neg() || tensor.is_conj()) resolveLazySigns(contents, tensor.is_neg(), tensor.is_conj());
  return contents;
}

std::vector<at::Tensor> callSwap(const Swap& swap, const SwapCase& swapCase, const Inputs& inputs) {
  return std::visit(Call{swapCase, inputs}, swap);
}

}  // namespace swapcheck
