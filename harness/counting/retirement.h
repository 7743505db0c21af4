// Decides which strategies are no longer judged, because they keep killing their process or take all the time.
#pragma once

#include <optional>
#include <set>

#include "harness/counting/campaign_counts.h"
#include "harness/counting/death.h"

namespace swapcheck {

/// A strategy with this many deaths in one window of the stream, on more than half of its cases there, is retired; and
/// one with this many in all windows that took all of a time or memory limit: further ones would tell nothing new, and
/// the time belongs to the others.
inline constexpr int64_t kMostDeathsOfStrategy = 12;

/// So many deaths of that costly kind suffice where a strategy has done nothing else.
inline constexpr int64_t kMostCostlyDeathsAlone = 3;

/// What a strategy is retired for: so many deaths on so many cases.
struct RetirementCause {
  int64_t deaths = 0;
  int64_t cases = 0;

  bool operator==(const RetirementCause&) const = default;
};

class Retirement {
 public:
  explicit Retirement(size_t strategies) : counts_(strategies) {}

  /// Counts how a strategy's case ended (in which death, or in none); call it in the order of the numbers. Why the
  /// strategy is retired by it, if it is.
  std::optional<RetirementCause> add(uint64_t number, size_t strategy, std::optional<DeathKind> death);

  /// Whether the strategy at that index is retired.
  bool isRetired(size_t strategy) const { return retired_.contains(strategy); }

  const std::set<size_t>& retired() const { return retired_; }

  /// The window that is being counted, and the counts of each strategy.
  int64_t window() const { return window_; }
  const std::vector<WindowCounts>& counts() const { return counts_; }

  /// Restores earlier decisions and counts. Throws InputError for counts of other strategies.
  void restore(int64_t window, std::vector<WindowCounts> counts, std::set<size_t> retired);

 private:
  int64_t window_ = 0;
  std::vector<WindowCounts> counts_;
  std::set<size_t> retired_;
};

}  // namespace swapcheck
