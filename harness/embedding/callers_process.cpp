#include "harness/embedding/callers_process.h"

#include <ATen/Parallel.h>

namespace swapcheck {

CallersProcess::CallersProcess() : threads_(at::get_num_threads()) { sigaction(SIGSEGV, nullptr, &onFault_); }

CallersProcess::~CallersProcess() {
  sigaction(SIGSEGV, &onFault_, nullptr);
  if (at::get_num_threads() != threads_) at::set_num_threads(threads_);
}

}  // namespace swapcheck
