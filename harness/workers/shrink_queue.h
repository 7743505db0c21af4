// Shrinks the failures of a campaign, a few at a time, in the order in which they were found.
#pragma once

#include <list>

#include "harness/campaign/journal.h"
#include "harness/counting/campaign_listener.h"
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
  bool isDone() const { return running_.empty() && begun_ == tally_.failures().size(); }

  /// Stops what is not done, and gives the record of every failure, unshrunk where there was no time.
  std::vector<FailureRecord> finish();

 private:
  void describe(size_t place, FailureRecord failure);

  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  const Tally& tally_;
  CampaignListener& listener_;
  CampaignJournal& journal_;
  std::list<Shrinker> running_;
  size_t begun_ = 0;
  std::vector<std::optional<FailureRecord>> described_;
};

}  // namespace swapcheck
