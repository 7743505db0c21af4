// LibTorch's threads inside an operator.
#pragma once

#include <ATen/Parallel.h>

namespace swapcheck {

/// The number of threads, set for as long as this lives. To set it takes LibTorch milliseconds, since it makes a thread
/// pool anew, so it is set only where it changes.
class ThreadCount {
 public:
  explicit ThreadCount(int threads) : before_(at::get_num_threads()) { set(threads); }
  ~ThreadCount() { set(before_); }
  ThreadCount(const ThreadCount&) = delete;
  ThreadCount& operator=(const ThreadCount&) = delete;

 private:
  static void set(int threads) {
    if (threads != at::get_num_threads()) at::set_num_threads(threads);
  }

  int before_;
};

}  // namespace swapcheck
