// Finds out what ended a process that the case which it was at does not end.
#pragma once

#include <deque>

#include "harness/campaign.h"

namespace swapcheck {

/// What a process had judged before it died: of each strategy the last case.
class JudgedSeats {
 public:
  void add(uint64_t number, size_t seat);

  /// Latest first.
  const std::deque<Position>& latest() const { return latest_; }

 private:
  std::deque<Position> latest_;
};

/// Judges each suspect in a process of its own and waits whether it dies of it later.
class LateDeathSearch {
 public:
  /// `death` is how the process died, at `victim`. Keeps references to the options.
  LateDeathSearch(Death death, const Position& victim, const JudgedSeats& judged, const CampaignOptions& options,
                  const IsolationOptions& isolation);

  /// Whether it has come to an end; to be asked now and then.
  bool isDone();

  /// The suspect that did it; nothing when none did.
  const std::optional<Position>& culprit() const { return culprit_; }

  const Position& victim() const { return victim_; }

  /// How the first process died; of the culprit's, when there is one.
  const Death& death() const { return death_; }

  /// Seconds that each process is waited for.
  static constexpr double kLingerS = 1;

 private:
  void startNext();

  Death death_;
  Position victim_;
  std::deque<Position> suspects_;
  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  std::unique_ptr<IsolatedProcess> process_;
  std::optional<Position> culprit_;
};

}  // namespace swapcheck
