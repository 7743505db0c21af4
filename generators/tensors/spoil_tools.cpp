#include "generators/tensors/spoil_tools.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <cstring>

namespace swapcheck {

size_t Choices::entryOf(const at::Tensor& tensor) {
  const auto count = static_cast<size_t>(tensor.numel());
  switch (among(3)) {
    case 0: return 0;
    case 1: return count - 1;
    default: return among(count);
  }
}

Shape clashingShape(Shape shape, Choices& choices) {
  std::vector<int64_t*> sizes;
  for (int64_t& size : shape)
    if (size != 1) sizes.push_back(&size);
  int64_t& size = *sizes[choices.among(sizes.size())];
  size = size == 0 ? 2 : size + 1;
  return shape;
}

at::Tensor converted(const at::Tensor& tensor, DType dtype) {
  const HostTensor contents = *readTensor(tensor);
  return makeTensor(tensorOf(dtype, contents.shape, componentsOf(contents)));
}

at::Tensor elsewhere(const at::Tensor& tensor) {
  const bool requiresGrad = tensor.requires_grad();
  return at::empty(tensor.sizes(), tensor.options().device(c10::kMeta)).set_requires_grad(requiresGrad);
}

std::vector<int64_t> integersOf(const at::Tensor& tensor) {
  const HostTensor contents = *readTensor(tensor);
  std::vector<int64_t> integers(static_cast<size_t>(contents.numel()));
  if (!integers.empty()) std::memcpy(integers.data(), contents.bytes.data(), contents.bytes.size());
  return integers;
}

at::Tensor withEntry(const at::Tensor& tensor, size_t entry, int64_t value) {
  HostTensor contents = *readTensor(tensor);
  std::memcpy(contents.at(static_cast<int64_t>(entry)), &value, sizeof value);
  return makeTensor(contents);
}

void fillEmpty(std::vector<at::Tensor>& tensors, const std::vector<int64_t>& entries) {
  const bool someEmpty =
      std::any_of(tensors.begin(), tensors.end(), [](const at::Tensor& tensor) { return tensor.numel() == 0; });
  if (!someEmpty) return;
  for (size_t k = 0; k < tensors.size(); ++k) tensors[k] = makeTensor(indexTensor({entries[k]}));
}

}  // namespace swapcheck
