#include "harness/campaign.h"

#include <ATen/Parallel.h>

#include <algorithm>

#include "harness/campaign_clock.h"
#include "harness/case_judge.h"
#include "harness/gatherer.h"
#include "harness/shrink_failure.h"
#include "harness/tally.h"

namespace swapcheck {
namespace {

/// Shrinking gets this long, in seconds, even when the campaign's time is over.
constexpr double kLeastShrinkS = 1;

class Campaign {
 public:
  Campaign(const CampaignOptions& options, CampaignListener& listener)
      : options_(options),
        listener_(listener),
        stream_(options.cases, options.shard),
        judge_(options),
        tally_(options),
        clock_(options) {}

  RunRecord run(const std::function<bool()>& stopRequested) {
    listener_.onProgress(clock_.progressOf(tally_));
    while (!isOver(stopRequested)) {
      const uint64_t number = stream_.numberAt(place_++);
      if (!isDealtTo(options_.shard, number)) continue;  // here, no strategy has died
      Gatherer gatherer(options_, number);
      judge_.judge(number, 0, judge_.seats(), gatherer);
      tally_.add(gatherer.result());
      describeNewFailures();
      listener_.onProgress(clock_.progressOf(tally_));
    }
    return clock_.recordOf(tally_, ended_, std::move(described_));
  }

 private:
  bool isOver(const std::function<bool()>& stopRequested) {
    if (place_ >= stream_.size())
      ended_ = "cases";
    else if (clock_.secondsLeft() <= 0)
      ended_ = "time";
    else if (stopRequested())
      ended_ = "signal";
    return !ended_.empty();
  }

  void describeNewFailures() {
    while (described_.size() < tally_.failures().size()) {
      const MetFailure& met = tally_.failures()[described_.size()];
      ShrinkLimits limits = options_.shrinkLimits;
      limits.seconds = std::min(limits.seconds, std::max(kLeastShrinkS, clock_.secondsLeft()));
      described_.push_back(shrinkFailure(met, options_, limits, failureOf));
      described_.back().count = met.count;
      listener_.onFailure(described_.back());
    }
  }

  const CampaignOptions& options_;
  CampaignListener& listener_;
  CaseStream stream_;
  uint64_t place_ = 0;
  CaseJudge judge_;
  Tally tally_;
  /// Of each failure in the tally.
  std::vector<FailureRecord> described_;
  std::string ended_;
  CampaignClock clock_;
};

}  // namespace

RunRecord runCampaign(const CampaignOptions& options, CampaignListener& listener,
                      const std::function<bool()>& stopRequested) {
  at::set_num_threads(1);
  return Campaign(options, listener).run(stopRequested);
}

}  // namespace swapcheck
