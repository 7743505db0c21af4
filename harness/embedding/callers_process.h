// Restores the state of the caller's process.
#pragma once

#include <csignal>

#include "harness/judging/quiet_libtorch.h"

namespace swapcheck {

/// While it lives, LibTorch does not warn on this thread; at the end it restores LibTorch's thread count and the
/// SIGSEGV handler.
class CallersProcess {
 public:
  CallersProcess();
  ~CallersProcess();
  CallersProcess(const CallersProcess&) = delete;
  CallersProcess& operator=(const CallersProcess&) = delete;

 private:
  QuietWarnings quiet_;
  int threads_;
  struct sigaction onFault_ = {};
};

}  // namespace swapcheck
