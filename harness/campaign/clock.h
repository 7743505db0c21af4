// How long a campaign has run, and what it tells of itself, wherever its cases are judged.
#pragma once

#include <chrono>

#include "harness/counting/campaign_listener.h"
#include "harness/counting/tally.h"

namespace swapcheck {

/// Runs from when it is made, and from so many seconds that were spent earlier.
class CampaignClock {
 public:
  /// Keeps a reference to the options.
  CampaignClock(const CampaignOptions& options, double spentS) : options_(options), spentS_(spentS) {}

  double elapsedS() const;

  /// Infinite where the options set no time.
  double secondsLeft() const;

  CampaignProgress progressOf(const Tally& tally) const;

  /// The tally's record with times, why it ended, and its failures, of which the tally has the counts.
  RunRecord recordOf(const Tally& tally, RunEnd ended, std::vector<FailureRecord> failures) const;

 private:
  using Clock = std::chrono::steady_clock;

  const CampaignOptions& options_;
  double spentS_;
  Clock::time_point start_ = Clock::now();
};

/// The tally's record, with those times, end and failures.
RunRecord recordOf(const Tally& tally, double durationS, RunEnd ended, std::vector<FailureRecord> failures);

}  // namespace swapcheck
