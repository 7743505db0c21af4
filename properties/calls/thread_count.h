// LibTorch's threads inside an operator.
#pragma once

namespace swapcheck {

/// From now on operators take so many threads, in this thread of the process and in those that it starts.
void useThreads(int threads);

/// The number of threads that operators called by the current thread take, set for as long as this lives.
class ThreadCount {
 public:
  explicit ThreadCount(int threads);
  ~ThreadCount();
  ThreadCount(const ThreadCount&) = delete;
  ThreadCount& operator=(const ThreadCount&) = delete;

 private:
  int before_;
};

}  // namespace swapcheck
