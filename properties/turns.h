// Callers that take turns at operators, so that what one does between two of another's is no matter of luck.
#pragma once

#include <ATen/record_function.h>

#include <condition_variable>
#include <mutex>
#include <vector>

namespace swapcheck {

/// One caller runs at a time, and hands the turn on whenever it comes to an operator of LibTorch.
class Turns {
 public:
  /// Round and round with seed 0, else in an order that the seed decides.
  Turns(size_t callers, uint64_t seed);

  /// How often a caller went on without its turn, because the one that had it came to no operator for a millisecond:
  /// it was slow, or waits for a lock that the other holds. After `kMostTimeouts` all run freely.
  size_t timeouts() const { return timeouts_; }

  /// A caller's part in it, on the thread that makes it and for as long as it lives. Begins when all have sat down.
  class Seat {
   public:
    Seat(Turns& turns, size_t caller);
    ~Seat();
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

    /// Hands the turn on and waits for the next one.
    void handOn();

   private:
    Turns& turns_;
    size_t caller_;
    at::CallbackHandle callback_;
  };

 private:
  static constexpr size_t kMostTimeouts = 8;

  void pass(size_t from);
  void await(std::unique_lock<std::mutex>& lock, size_t caller);

  std::mutex mutex_;
  /// One for each caller, so that handing on wakes only one.
  std::vector<std::condition_variable> changed_;
  std::vector<bool> seated_;
  uint64_t seed_;
  uint64_t passes_ = 0;
  size_t arrived_ = 0;
  size_t turn_ = 0;
  size_t timeouts_ = 0;
};

}  // namespace swapcheck
