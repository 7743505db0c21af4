// A campaign's time, and the progress and record that contain it.
#pragma once

#include <chrono>

#include "harness/counting/campaign_listener.h"
#include "harness/counting/tally.h"

namespace swapcheck {

/// Starts when it is constructed, at the seconds that an interrupted campaign had already spent.
class CampaignClock {
 public:
  /// Keeps a reference to the options.
  CampaignClock(const CampaignOptions& options, double spentS) : options_(options), spentS_(spentS) {}

  double elapsedS() const;

  /// Infinite when the options set no time.
  double secondsLeft() const;

  CampaignProgress progressOf(const Tally& tally) const;

  /// The tally's record with times, why the campaign ended, and the failures with their counts.
  RunRecord recordOf(const Tally& tally, RunEnd ended, std::vector<FailureRecord> failures) const;

 private:
  using Clock = std::chrono::steady_clock;

  const CampaignOptions& options_;
  double spentS_;
  Clock::time_point start_ = Clock::now();
};

/// The same for a given duration.
RunRecord recordOf(const Tally& tally, double durationS, RunEnd ended, std::vector<FailureRecord> failures);

}  // namespace swapcheck
