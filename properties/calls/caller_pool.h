// Threads that call at the same time.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace swapcheck {

/// Threads that are started when first needed and then wait for more work: starting them costs more than a case.
class CallerPool {
 public:
  CallerPool() = default;
  ~CallerPool();
  CallerPool(const CallerPool&) = delete;
  CallerPool& operator=(const CallerPool&) = delete;

  /// Runs `call(k)` for every k below `callers`, each on a thread of its own, and returns when all have ended. They set
  /// out together: none before all threads are awake. `call` must not throw.
  void run(size_t callers, const std::function<void(size_t)>& call);

 private:
  void work(size_t caller, uint64_t seen);

  std::mutex oneRunAtATime_;
  std::mutex mutex_;
  std::condition_variable begun_;
  std::condition_variable ended_;
  const std::function<void(size_t)>* call_ = nullptr;
  size_t callers_ = 0;
  uint64_t round_ = 0;
  size_t awake_ = 0;
  size_t running_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

/// The one pool of the process.
CallerPool& callerPool();

}  // namespace swapcheck
