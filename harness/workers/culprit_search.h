// Finds out what ended a process that the case which it was at does not end.
#pragma once

#include <deque>

#include "harness/campaign/delayed_death.h"
#include "harness/workers/isolation.h"

namespace swapcheck {

/// Judges each strategy's cases anew, in a process of its own, and waits whether it dies of them later; then halves
/// them until one is left.
class CulpritSearch {
 public:
  /// Keeps references to the options.
  CulpritSearch(DelayedDeath delayed, const CampaignOptions& options, const IsolationOptions& isolation);

  /// Whether it has come to an end; to be asked now and then.
  bool isDone();

  /// The case that did it; nothing when none did.
  const std::optional<Position>& culprit() const { return culprit_; }

  /// What is looked into.
  const DelayedDeath& delayed() const { return delayed_; }

  /// How the culprit's process died; the first one while there is none.
  const Death& death() const { return death_; }

  /// Seconds that each process is waited for.
  static constexpr double kLingerS = 1;

 private:
  void startNext();
  void accuse(const std::vector<Position>& cases);

  DelayedDeath delayed_;
  Death death_;
  std::deque<std::vector<Position>> suspects_;
  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  std::unique_ptr<IsolatedProcess> process_;
  std::optional<Position> culprit_;
};

}  // namespace swapcheck
