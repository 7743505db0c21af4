// Shrinks the failures of a campaign, a few at a time, in the order in which they were met.
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

  /// Begins on failures that have been met, and tells the listener and the journal of those that are done; to be asked
  /// now and then.
  void attend(double secondsLeft);

  /// Whether every failure that has been met is done.
  bool isDone() const { return running_.empty() && begun_ == tally_.failures().size(); }

  /// Ends what is not done, and gives the record of every failure: unshrunk where there was no time.
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
