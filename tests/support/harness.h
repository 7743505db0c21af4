// What the tests of the harness share: cases, and what the tests of files do.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/stack.h>
#include <sys/resource.h>

#include <csignal>
#include <string>

#include "generators/case/features.h"
#include "tests/support/temporary_folder.h"

namespace swapcheck {

/// The version of LibTorch whose faults are looked up.
inline constexpr const char* kVersion = "1.13.1";

/// A right whole-tensor swap, and one that does nothing.
inline TensorPair exchanged(const at::Tensor& a, const at::Tensor& b) { return {b.clone(), a.clone()}; }
inline TensorPair unexchanged(const at::Tensor& a, const at::Tensor& b) { return {a.clone(), b.clone()}; }

/// Right, and worth a note of `fresh`.
inline TensorPair exchangedInOneStorage(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor both = at::stack({b, a});
  return {both[0], both[1]};
}

/// A 2-dim whole case without autograd state or odd layouts.
inline SwapCase wholeCase(Shape shape) {
  SwapCase swapCase;
  swapCase.operands.resize(2);
  for (Operand& operand : swapCase.operands) operand.layout = contiguousLayout(shape.size());
  swapCase.shape = std::move(shape);
  return swapCase;
}

inline bool hasFeature(const SwapCase& swapCase, const std::string& name) {
  return Condition({name}).holds(featuresOf(swapCase));
}

/// As long as it lives, no file grows beyond so many bytes, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

}  // namespace swapcheck
