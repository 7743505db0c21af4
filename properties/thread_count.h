// LibTorch's threads inside an operator.
#pragma once

#include <ATen/Parallel.h>

namespace swapcheck {

/// The number of threads, set for as long as this lives.
class ThreadCount {
 public:
  explicit ThreadCount(int threads) : before_(at::get_num_threads()) { at::set_num_threads(threads); }
  ~ThreadCount() { at::set_num_threads(before_); }
  ThreadCount(const ThreadCount&) = delete;
  ThreadCount& operator=(const ThreadCount&) = delete;

 private:
  int before_;
};

}  // namespace swapcheck
