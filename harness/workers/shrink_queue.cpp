#include "harness/workers/shrink_queue.h"

#include <algorithm>

namespace swapcheck {

ShrinkQueue::ShrinkQueue(const CampaignOptions& options, const IsolationOptions& isolation, const Tally& tally,
                         CampaignListener& listener, CampaignJournal& journal)
    : options_(options), isolation_(isolation), tally_(tally), listener_(listener), journal_(journal) {
  described_.resize(tally_.failures().size());
  for (const auto& [place, record] : journal.saved().shrunk) described_.at(place) = failureRecordFromJson(record);
}

void ShrinkQueue::attend(double secondsLeft) {
  described_.resize(tally_.failures().size());
  const auto most = static_cast<size_t>(std::max<int64_t>(isolation_.jobs / 2, 1));
  for (; running_.size() < most && begun_ < tally_.failures().size(); ++begun_)
    if (!described_[begun_])
      running_.emplace_back(tally_.failures()[begun_], begun_, options_, isolation_, secondsLeft);
  for (auto shrinker = running_.begin(); shrinker != running_.end();)
    if (shrinker->isDone()) {
      describe(shrinker->place(), shrinker->record());
      journal_.addShrunk(shrinker->place(), *described_[shrinker->place()]);
      shrinker = running_.erase(shrinker);
    } else {
      ++shrinker;
    }
}

std::vector<FailureRecord> ShrinkQueue::finish() {
  running_.clear();
  described_.resize(tally_.failures().size());
  std::vector<FailureRecord> failures;
  for (size_t place = 0; place < described_.size(); ++place) {
    if (!described_[place]) describe(place, describeUnshrunk(tally_.failures()[place], options_));
    failures.push_back(std::move(*described_[place]));
  }
  return failures;
}

/// Reports to the listener first, so that its file exists before the journal says so.
void ShrinkQueue::describe(size_t place, FailureRecord failure) {
  failure.count = tally_.countOf(place);
  described_[place] = std::move(failure);
  listener_.onFailure(*described_[place]);
}

}  // namespace swapcheck
