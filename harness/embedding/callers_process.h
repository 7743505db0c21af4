// Leaves the process of a caller as it was.
#pragma once

#include <csignal>

#include "harness/judging/quiet_libtorch.h"

namespace swapcheck {

/// As long as it lives, LibTorch does not warn on this thread; in the end its thread count and the handler of SIGSEGV
/// are what they were.
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
