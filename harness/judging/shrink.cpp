#include "harness/judging/shrink.h"

#include <rapidcheck/shrinkable/Create.h>

#include <chrono>

#include "generators/simplify/simplify.h"

namespace swapcheck {
namespace {

using Clock = std::chrono::steady_clock;

/// Walks down the tree of simpler cases.
class GreedyDescent {
 public:
  GreedyDescent(const SwapCase& swapCase, CaseFailure failure, const FailsAlike& failsAlike, const ShrinkLimits& limits)
      : current_(rc::shrinkable::shrinkRecur(swapCase, &simplerCases)),
        failure_(std::move(failure)),
        failsAlike_(failsAlike),
        limits_(limits),
        deadline_(Clock::now() +
                  std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limits.seconds))) {}

  /// Moves to the first simpler case with the same failure; false when there is none or a limit is reached.
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
    record_.ended = ShrinkEnd::Minimal;
    return false;
  }

  Shrunk result() const { return {current_.value(), failure_, record_}; }

 private:
  bool limitReached() {
    if (record_.evaluations >= limits_.evaluations) record_.ended = ShrinkEnd::Evaluations;
    if (Clock::now() >= deadline_) record_.ended = ShrinkEnd::Clock;
    return record_.ended.has_value();
  }

  rc::Shrinkable<SwapCase> current_;
  CaseFailure failure_;
  const FailsAlike& failsAlike_;
  ShrinkLimits limits_;
  Clock::time_point deadline_;
  ShrinkRecord record_;
};

}  // namespace

Shrunk shrink(const SwapCase& swapCase, CaseFailure failure, const FailsAlike& failsAlike, const ShrinkLimits& limits) {
  GreedyDescent descent(swapCase, std::move(failure), failsAlike, limits);
  while (descent.step()) continue;
  Shrunk shrunk = descent.result();
  shrunk.record.from = swapCase.numel();
  shrunk.record.to = shrunk.swapCase.numel();
  return shrunk;
}

}  // namespace swapcheck
