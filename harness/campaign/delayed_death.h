// Deaths of processes that an earlier case caused, not the current one.
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

  /// Grouped by strategy, the latest strategy first; within a group in the order in which they were judged.
  std::deque<std::vector<Position>> byStrategy() const;

  /// Whether one of them is of that slot.
  bool holds(uint64_t slot) const;

  /// Earliest first.
  const std::deque<Position>& cases() const { return cases_; }

  bool isEmpty() const { return cases_.empty(); }

  /// The latest; there must be one.
  const Position& last() const { return cases_.back(); }

 private:
  std::deque<Position> cases_;
};

/// A process died, but not of its current case.
struct DelayedDeath {
  Death death;
  /// Where the process was when it died.
  Position victim;
  /// What it had judged before.
  JudgedCases judged;
};

/// How the search for the cause of a death ended that has none to show.
enum class SearchEnd { InVain, Interrupted };

/// Notes a death whose cause was not found: nobody is blamed. Throws std::out_of_range for a slot that does not exist.
void addUnexplained(const DelayedDeath& delayed, SearchEnd end, const std::vector<JudgingSlot>& slots, Tally& tally);

}  // namespace swapcheck
