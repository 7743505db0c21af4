// The latest cases of a process, and what of its death is suspected to lie in them.
#pragma once

#include <deque>

#include "harness/workers/isolation.h"

namespace swapcheck {

/// The latest cases that a process has judged.
class JudgedCases {
 public:
  void add(uint64_t number, size_t seat);

  /// By strategy, the latest strategy first; of each, in the order in which they were judged.
  std::deque<std::vector<Position>> byStrategy() const;

  bool holds(uint64_t seat) const;

  /// Earliest first.
  const std::deque<Position>& cases() const { return cases_; }

  bool isEmpty() const { return cases_.empty(); }

  /// The last one; there must be one.
  const Position& last() const { return cases_.back(); }

 private:
  std::deque<Position> cases_;
};

/// A process died, and not of the case that it was at.
struct LateDeath {
  Death death;
  /// Where the process was.
  Position victim;
  /// What it had judged before.
  JudgedCases judged;
};

}  // namespace swapcheck
