// Tensors from raw memory and back, without any LibTorch operator.
#pragma once

#include <ATen/core/Tensor.h>

#include "generators/parts/host_tensor.h"
#include "generators/parts/layout.h"

namespace swapcheck {

/// A storage of `bytes` bytes, filled with an implausible value.
c10::Storage makeStorage(int64_t bytes);

/// The same over memory that `owner` keeps alive.
c10::Storage makeStorage(int64_t bytes, std::byte* memory, std::shared_ptr<void> owner);

/// Writes contents to their places in a storage.
void writeTo(const c10::Storage& storage, const HostTensor& contents, const Placement& placement);

/// A tensor on that place of a storage; no view in autograd's eyes.
at::Tensor tensorOn(c10::Storage storage, DType dtype, const Shape& shape, const Placement& placement);

/// A tensor with those contents and layout in a storage of its own. Elements that share a place must be equal.
at::Tensor makeTensor(const HostTensor& contents, const Layout& layout);

/// As above, row-major and dense.
at::Tensor makeTensor(const HostTensor& contents);

/// The contents of a strided CPU tensor, lazy conjugation and negation resolved; nothing for any other tensor, or for
/// a dtype that is not generated.
std::optional<HostTensor> readTensor(const at::Tensor& tensor);

}  // namespace swapcheck
