// Deaths of processes that the case which they were at is not to blame for.
#pragma once

#include <deque>
#include <vector>

#include "harness/counting/case_result.h"
#include "harness/counting/tally.h"

namespace swapcheck {

/// The latest cases that a process has judged.
class JudgedCases {
 public:
  void add(uint64_t number, uint64_t slot);

  /// By strategy, the latest strategy first; of each, in the order in which they were judged.
  std::deque<std::vector<Position>> byStrategy() const;

  /// Whether the strategy of that slot was judged.
  bool holds(uint64_t slot) const;

  /// Earliest first.
  const std::deque<Position>& cases() const { return cases_; }

  bool isEmpty() const { return cases_.empty(); }

  /// The last one; there must be one.
  const Position& last() const { return cases_.back(); }

 private:
  std::deque<Position> cases_;
};

/// A process died, and not of the case that it was at.
struct DelayedDeath {
  Death death;
  /// Where the process was.
  Position victim;
  /// What it had judged before.
  JudgedCases judged;
};

/// Counts a death of which nobody knows what did it. Throws std::out_of_range for a slot that there is not.
void addUnexplained(const DelayedDeath& delayed, const std::vector<JudgingSlot>& slots, Tally& tally);

}  // namespace swapcheck
