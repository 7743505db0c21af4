#include "harness/workers/shrink_queue.h"

#include <algorithm>

namespace swapcheck {

ShrinkQueue::ShrinkQueue(const CampaignOptions& options, const IsolationOptions& isolation, const Tally& tally,
                         CampaignListener& listener, CampaignJournal& journal)
    : options_(options), isolation_(isolation), tally_(tally), described_(options, tally, listener, journal) {}

void ShrinkQueue::attend(double secondsLeft) {
  for (auto shrinker = running_.begin(); shrinker != running_.end();)
    if (shrinker->isDone()) {
      described_.finish(shrinker->task(), shrinker->record());
      shrinker = running_.erase(shrinker);
    } else {
      ++shrinker;
    }
  const auto most = static_cast<size_t>(std::max<int64_t>(isolation_.jobs / 2, 1));
  while (running_.size() < most) {
    auto task = described_.next();
    if (!task) break;
    const DistinctFailure& failure = tally_.failures()[task->place];
    running_.emplace_back(failure, std::move(*task), options_, isolation_, secondsLeft);
  }
}

std::vector<FailureRecord> ShrinkQueue::finish() {
  running_.clear();
  return described_.take();
}

}  // namespace swapcheck
