// Shrinks the failures of a campaign, a few at a time, in the order in which they were found.
#pragma once

#include <list>

#include "harness/campaign/described_failures.h"
#include "harness/workers/shrinker.h"

namespace swapcheck {

class ShrinkQueue {
 public:
  /// Keeps references to all of them. What the journal has saved is not shrunk again.
  ShrinkQueue(const CampaignOptions& options, const IsolationOptions& isolation, const Tally& tally,
              CampaignListener& listener, CampaignJournal& journal);

  /// Starts shrinking new failures, and reports finished ones to the listener and the journal. Call it regularly.
  void attend(double secondsLeft);

  /// Whether every failure so far is done.
  bool isDone() const { return described_.isDone(); }

  /// Stops what is not done, and gives the record of every failure, unshrunk where there was no time.
  std::vector<FailureRecord> finish();

 private:
  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  const Tally& tally_;
  DescribedFailures described_;
  std::list<Shrinker> running_;
};

}  // namespace swapcheck
