// Decides which strategies are judged no more, because they end their process time and again.
#pragma once

#include <optional>
#include <set>

#include "harness/counting/campaign_counts.h"

namespace swapcheck {

/// A strategy that has died so often in one window of the stream, and on more than half of its cases there, is judged
/// no more.
inline constexpr int64_t kMostDeathsOfStrategy = 12;

class Retirement {
 public:
  explicit Retirement(size_t strategies) : counts_(strategies) {}

  /// Notes how a strategy's case ended; to be called in the order of the numbers. True when it is judged no more from
  /// now on.
  bool add(uint64_t number, size_t strategy, bool died);

  /// Whether a strategy, by place, is judged no more.
  bool isRetired(size_t strategy) const { return retired_.contains(strategy); }

  const std::set<size_t>& retired() const { return retired_; }

  /// The window that is being counted, and the counts of each strategy in it.
  int64_t window() const { return window_; }
  const std::vector<WindowCounts>& counts() const { return counts_; }

  /// Goes on from what was decided and counted. Throws InputError for counts of other strategies.
  void restore(int64_t window, std::vector<WindowCounts> counts, std::set<size_t> retired);

 private:
  int64_t window_ = 0;
  std::vector<WindowCounts> counts_;
  std::set<size_t> retired_;
};

}  // namespace swapcheck
