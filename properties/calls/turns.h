// Callers that take turns at operators, so that what one does between two of another's is no matter of luck.
#pragma once

#include <ATen/record_function.h>

#include <condition_variable>
#include <mutex>
#include <vector>

namespace swapcheck {

/// One caller runs at a time, and hands the turn on whenever it comes to an operator. (What LibTorch's operators call
/// inside does not count: what they share is LibTorch's own.)
class Turns {
 public:
  /// Round and round with seed 0, else in an order that the seed decides.
  Turns(size_t callers, uint64_t seed);

  /// How often a caller went on without its turn, because the one that had it came to no operator for a millisecond:
  /// it was slow, or waits for a lock that the other holds. After `kMostTimeouts` all run freely.
  size_t timeouts() const { return timeouts_; }

  /// A caller's part in it, on the thread that makes it, for as long as it lives. Begins when all are there.
  class Participant {
   public:
    Participant(Turns& turns, size_t caller);
    ~Participant();
    Participant(const Participant&) = delete;
    Participant& operator=(const Participant&) = delete;

    /// An operator begins: hands the turn on and waits for the next one, unless it is inside one of LibTorch's.
    void begin(bool isLibTorchs);
    void end(bool isLibTorchs) { depth_ -= isLibTorchs; }

   private:
    Turns& turns_;
    size_t caller_;
    at::CallbackHandle callback_;
    /// Operators of LibTorch's that have begun and not ended.
    int depth_ = 0;
  };

 private:
  static constexpr size_t kMostTimeouts = 4;

  void pass(std::unique_lock<std::mutex>& lock, size_t from);
  void await(std::unique_lock<std::mutex>& lock, size_t caller);

  std::mutex mutex_;
  /// One for each caller, so that handing on wakes only one.
  std::vector<std::condition_variable> changed_;
  std::vector<bool> present_;
  uint64_t seed_;
  uint64_t passes_ = 0;
  size_t arrived_ = 0;
  size_t turn_ = 0;
  size_t timeouts_ = 0;
};

}  // namespace swapcheck
