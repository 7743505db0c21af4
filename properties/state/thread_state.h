// The state of LibTorch and of the processor that a thread has, and the global state of LibTorch.
#pragma once

#include <ATen/CPUGeneratorImpl.h>

#include <array>
#include <cstdint>
#include <vector>

#include "properties/state/left_behind.h"

namespace swapcheck {

/// Autograd's modes, dispatch keys, autocast, default dtype, LibTorch's threads and switches, floating-point control,
/// and the state of the default generator, as they are when it is made.
class ThreadState {
 public:
  ThreadState();

  /// Puts back what has changed since. Gives the first of it, or nothing. Call it on the same thread.
  std::optional<LeftBehind> restore() const;

 private:
  std::vector<uint64_t> values_;
  at::mt19937_data_pod random_;
};

}  // namespace swapcheck
