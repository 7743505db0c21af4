#include "harness/campaign/one_case.h"

#include <ATen/Parallel.h>

#include "harness/campaign/clock.h"
#include "harness/judging/case_judge.h"
#include "harness/judging/gatherer.h"
#include "harness/judging/shrink_failure.h"
#include "harness/counting/tally.h"

namespace swapcheck {

RunRecord runOneCase(const CampaignOptions& options, uint64_t number) {
  at::set_num_threads(1);
  CampaignOptions whole = options;
  whole.shard = {};
  const CampaignClock clock(whole, 0);
  CaseJudge judge(whole);
  Gatherer gatherer(judge.seats(), whole.properties.size(), number);
  judge.judge(number, 0, judge.seats().size(), gatherer);
  Tally tally(whole);
  tally.add(gatherer.result());
  std::vector<FailureRecord> failures;
  for (const MetFailure& met : tally.failures())
    failures.push_back(shrinkFailure(met, whole, whole.shrinkLimits, failureOf));
  return clock.recordOf(tally, "cases", std::move(failures));
}

}  // namespace swapcheck
