// The records of a campaign's failures, as they are shrunk.
#pragma once

#include <deque>

#include "harness/campaign/journal.h"
#include "harness/counting/campaign_listener.h"
#include "harness/judging/other_mistakes.h"

namespace swapcheck {

/// Something to shrink: a failure, or the mistake in a suspect case of it.
struct ShrinkTask {
  /// The failure's index in the tally.
  size_t place = 0;
  /// Nothing for the failure itself.
  std::optional<Suspect> suspect = {};
};

/// Says what there is to shrink, and reports what was shrunk to the listener and the journal.
class DescribedFailures {
 public:
  /// Keeps references to all of them. What the journal has saved is not shrunk again.
  DescribedFailures(const CampaignOptions& options, const Tally& tally, CampaignListener& listener,
                    CampaignJournal& journal);

  /// What to shrink next, or nothing for now: failures in the order in which they were found, then their suspects, one
  /// at a time for each failure.
  std::optional<ShrinkTask> next();

  /// Ends a task: with the record, or with nothing where there was no other mistake.
  void finish(const ShrinkTask& task, std::optional<FailureRecord> record);

  /// Whether nothing is left to do, and no task that `next` gave is unfinished.
  bool isDone() const;

  /// The record of every failure, unshrunk where there is none yet, each followed by those of other mistakes behind it.
  std::vector<FailureRecord> take();

 private:
  struct Described {
    std::optional<FailureRecord> record = {};
    OtherMistakes search = {};
    std::vector<FailureRecord> others = {};
    /// What came of searches that the journal has, and that have not been come to again.
    std::deque<SavedSearch> saved = {};
    bool isBeingShrunk = false;
  };

  std::optional<Suspect> nextSuspect(size_t place);
  void describe(size_t place, FailureRecord record);
  void learn(size_t place, std::optional<FailureRecord> ofSearch);
  bool isVariant(size_t place, const FailureRecord& ofSearch) const;

  const CampaignOptions& options_;
  const Tally& tally_;
  CampaignListener& listener_;
  CampaignJournal& journal_;
  std::vector<Described> described_;
};

/// Adds the record of the tally's failure at that index, and those of other mistakes behind it, with their counts.
void addCounted(std::vector<FailureRecord>& failures, const Tally& tally, size_t place, FailureRecord record,
                std::vector<FailureRecord> others);

}  // namespace swapcheck
