#include "harness/campaign/clock.h"

#include <limits>

namespace swapcheck {

double CampaignClock::elapsedS() const {
  return spentS_ + std::chrono::duration<double>(Clock::now() - start_).count();
}

double CampaignClock::secondsLeft() const {
  return options_.timeS ? *options_.timeS - elapsedS() : std::numeric_limits<double>::infinity();
}

CampaignProgress CampaignClock::progressOf(const Tally& tally) const {
  std::optional<int64_t> total;
  if (options_.cases) total = static_cast<int64_t>(CaseStream(options_.cases, options_.shard).dealt());
  return {tally.cases(), total, elapsedS(), options_.timeS, tally.findings()};
}

RunRecord CampaignClock::recordOf(const Tally& tally, const std::string& ended,
                                  std::vector<FailureRecord> failures) const {
  RunRecord record = tally.record();
  record.durationS = elapsedS();
  record.casesPerS = record.durationS > 0 ? static_cast<double>(record.cases) / record.durationS : 0;
  record.ended = ended;
  for (size_t k = 0; k < failures.size(); ++k) failures[k].count = tally.failures()[k].count;
  record.failures = std::move(failures);
  return record;
}

}  // namespace swapcheck
