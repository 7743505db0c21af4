#include "harness/campaign/clock.h"

#include <limits>

#include "harness/counting/case_stream.h"

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

RunRecord CampaignClock::recordOf(const Tally& tally, RunEnd ended, std::vector<FailureRecord> failures) const {
  return swapcheck::recordOf(tally, elapsedS(), ended, std::move(failures));
}

RunRecord recordOf(const Tally& tally, double durationS, RunEnd ended, std::vector<FailureRecord> failures) {
  RunRecord record = tally.record();
  record.durationS = durationS;
  record.casesPerS = durationS > 0 ? static_cast<double>(record.cases) / durationS : 0;
  record.ended = ended;
  record.failures = std::move(failures);
  return record;
}

}  // namespace swapcheck
