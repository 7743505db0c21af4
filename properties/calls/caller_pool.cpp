#include "properties/calls/caller_pool.h"

namespace swapcheck {

CallerPool::~CallerPool() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  begun_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void CallerPool::run(size_t callers, const std::function<void(size_t)>& call) {
  const std::lock_guard one(oneRunAtATime_);
  std::unique_lock lock(mutex_);
  for (size_t k = threads_.size(); k < callers; ++k) threads_.emplace_back([this, k, seen = round_] { work(k, seen); });
  call_ = &call;
  callers_ = running_ = callers;
  awake_ = 0;
  ++round_;
  begun_.notify_all();
  ended_.wait(lock, [this] { return running_ == 0; });
}

void CallerPool::work(size_t caller, uint64_t seen) {
  std::unique_lock lock(mutex_);
  for (;;) {
    begun_.wait(lock, [&] { return closing_ || round_ != seen; });
    if (closing_) return;
    seen = round_;
    if (caller >= callers_) continue;
    if (++awake_ == callers_) begun_.notify_all();
    begun_.wait(lock, [this] { return awake_ == callers_; });
    lock.unlock();
    (*call_)(caller);
    lock.lock();
    if (--running_ == 0) ended_.notify_all();
  }
}

CallerPool& callerPool() {
  static CallerPool pool;
  return pool;
}

}  // namespace swapcheck
