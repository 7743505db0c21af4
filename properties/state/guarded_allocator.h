// Memory of tensors with guard bytes around it.
#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>

namespace swapcheck {

/// From now on LibTorch's CPU tensors get memory with guard bytes before and after it. For processes that do nothing
/// but judge: it is not undone.
void guardTensorMemory();

/// Where a call wrote beside that tensor's memory: "byte 0 after the 24 bytes of its memory". Nothing when it did not,
/// and for tensors whose memory has no guard. The guard is put back.
std::optional<std::string> overrunOf(const at::Tensor& tensor);

/// The same of a tensor that was freed since the last call of this function, on any thread.
std::optional<std::string> takeOverrunOfFreed();

}  // namespace swapcheck
