#include "harness/embedding/callers_process.h"

#include <ATen/Parallel.h>

#include "properties/calls/thread_count.h"

namespace swapcheck {

CallersProcess::CallersProcess() : threads_(at::get_num_threads()) { sigaction(SIGSEGV, nullptr, &onFault_); }

CallersProcess::~CallersProcess() {
  sigaction(SIGSEGV, &onFault_, nullptr);
  if (at::get_num_threads() != threads_) useThreads(threads_);
}

}  // namespace swapcheck
