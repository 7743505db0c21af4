// Finds out what ended a process that the case which it was at does not end.
#pragma once

#include <deque>

#include "harness/campaign.h"

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

/// Judges each strategy's cases anew, in a process of its own, and waits whether it dies of them later; then halves
/// them until one is left.
class LateDeathSearch {
 public:
  /// Keeps references to the options.
  LateDeathSearch(LateDeath late, const CampaignOptions& options, const IsolationOptions& isolation);

  /// Whether it has come to an end; to be asked now and then.
  bool isDone();

  /// The case that did it; nothing when none did.
  const std::optional<Position>& culprit() const { return culprit_; }

  /// What is looked into.
  const LateDeath& late() const { return late_; }

  /// How the culprit's process died; the first one while there is none.
  const Death& death() const { return death_; }

  /// Seconds that each process is waited for.
  static constexpr double kLingerS = 1;

 private:
  void startNext();
  void accuse(const std::vector<Position>& cases);

  LateDeath late_;
  Death death_;
  std::deque<std::vector<Position>> suspects_;
  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  std::unique_ptr<IsolatedProcess> process_;
  std::optional<Position> culprit_;
};

}  // namespace swapcheck
