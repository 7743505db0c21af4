#include "harness/counting/probation.h"

#include <algorithm>

#include "harness/counting/case_stream.h"

namespace swapcheck {

bool Probation::add(uint64_t number, size_t strategy, bool died) {
  const auto window = probationWindowOf(number);
  if (!window) return false;
  if (static_cast<int64_t>(*window) != window_) {
    window_ = static_cast<int64_t>(*window);
    std::fill(judged_.begin(), judged_.end(), 0);
    std::fill(deaths_.begin(), deaths_.end(), 0);
  }
  ++judged_[strategy];
  deaths_[strategy] += died;
  if (deaths_[strategy] < kMostDeathsOfStrategy || 2 * deaths_[strategy] <= judged_[strategy]) return false;
  over_.insert(strategy);
  return true;
}

}  // namespace swapcheck
