#include "harness/judging/shrink.h"

#include <rapidcheck/shrinkable/Create.h>

#include <chrono>

#include "generators/simplify/simplify.h"

namespace swapcheck {
namespace {

using Clock = std::chrono::steady_clock;

class Descent {
 public:
  Descent(const SwapCase& swapCase, Falsified failure, const FailsAlike& failsAlike, const ShrinkLimits& limits)
      : current_(rc::shrinkable::shrinkRecur(swapCase, &simplerCases)),
        failure_(std::move(failure)),
        failsAlike_(failsAlike),
        limits_(limits),
        deadline_(Clock::now() +
                  std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limits.seconds))) {}

  /// Takes the first simpler case that fails alike; false when there is none or a limit is reached.
  bool step() {
    auto candidates = current_.shrinks();
    while (auto candidate = candidates.next()) {
      if (limitReached()) return false;
      ++record_.evaluations;
      if (auto failure = failsAlike_(candidate->value())) {
        current_ = std::move(*candidate);
        failure_ = std::move(*failure);
        return true;
      }
    }
    record_.ended = "minimal";
    return false;
  }

  Shrunk result() const { return {current_.value(), failure_, record_}; }

 private:
  bool limitReached() {
    if (record_.evaluations >= limits_.evaluations) record_.ended = "evaluations";
    if (Clock::now() >= deadline_) record_.ended = "clock";
    return !record_.ended.empty();
  }

  rc::Shrinkable<SwapCase> current_;
  Falsified failure_;
  const FailsAlike& failsAlike_;
  ShrinkLimits limits_;
  Clock::time_point deadline_;
  ShrinkRecord record_;
};

}  // namespace

Shrunk shrink(const SwapCase& swapCase, Falsified failure, const FailsAlike& failsAlike, const ShrinkLimits& limits) {
  Descent descent(swapCase, std::move(failure), failsAlike, limits);
  while (descent.step()) continue;
  Shrunk shrunk = descent.result();
  shrunk.record.from = swapCase.numel();
  shrunk.record.to = shrunk.swapCase.numel();
  return shrunk;
}

}  // namespace swapcheck
