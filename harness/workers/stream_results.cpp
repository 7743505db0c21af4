#include "harness/workers/stream_results.h"

namespace swapcheck {

StreamResults::StreamResults(const CaseStream& stream, const SavedCampaign& saved, const CampaignOptions& options)
    : stream_(stream), place_(saved.progress.place) {
  for (const auto& [number, result] : saved.waiting)
    if (isStillToCome(number)) {
      waiting_.emplace(number, waitingResultOf(result, options));
      judgedEarlier_.insert(number);
    }
}

bool StreamResults::isStillToCome(uint64_t number) const {
  return !isAtEnd() && number >= this->number() && stream_.holds(number);
}

void StreamResults::add(CaseResult result) {
  const uint64_t number = result.number;
  if (isStillToCome(number)) waiting_.emplace(number, std::move(result));
}

CaseResult StreamResults::takeNext() {
  CaseResult next = std::move(waiting_.begin()->second);
  waiting_.erase(waiting_.begin());
  ++place_;
  return next;
}

}  // namespace swapcheck
