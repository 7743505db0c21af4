#include "harness/campaign/campaign.h"

#include <ATen/Parallel.h>

#include <algorithm>

#include "harness/campaign/clock.h"
#include "harness/campaign/journal.h"
#include "harness/judging/case_judge.h"
#include "harness/judging/gatherer.h"
#include "harness/judging/shrink_failure.h"
#include "harness/counting/tally.h"

namespace swapcheck {
namespace {

/// Shrinking gets this long, in seconds, even when the campaign's time is over.
constexpr double kLeastShrinkS = 1;

class Campaign {
 public:
  Campaign(const CampaignOptions& options, CampaignListener& listener, CampaignJournal& journal)
      : options_(options),
        listener_(listener),
        journal_(journal),
        stream_(options.cases, options.shard),
        place_(journal.saved().place),
        judge_(options),
        tally_(restored(journal.saved(), options)),
        clock_(options, journal.saved().spentS) {}

  RunRecord run(const std::function<bool()>& stopRequested) {
    describeNewFailures();
    listener_.onProgress(clock_.progressOf(tally_));
    while (!isOver(stopRequested)) {
      judgeNext();
      journal_.keepUp(standing(), {});
      describeNewFailures();
      listener_.onProgress(clock_.progressOf(tally_));
    }
    journal_.save(standing(), {});
    journal_.end(ended_);
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

  void judgeNext() {
    const uint64_t number = stream_.numberAt(place_++);
    if (!isDealtTo(options_.shard, number)) return;  // here, no strategy has died
    Gatherer gatherer(judge_.seats(), options_.properties.size(), number);
    judge_.judge(number, 0, judge_.seats().size(), gatherer);
    tally_.add(gatherer.result());
  }

  CampaignStanding standing() const { return {tally_, place_, stream_.numberAt(place_), clock_.elapsedS()}; }

  void describeNewFailures() {
    while (described_.size() < tally_.failures().size()) {
      const size_t place = described_.size();
      const auto saved = journal_.saved().shrunk.find(place);
      const bool isSaved = saved != journal_.saved().shrunk.end();
      described_.push_back(isSaved ? failureRecordFromJson(saved->second) : shrunk(tally_.failures()[place]));
      if (isSaved) continue;
      listener_.onFailure(described_.back());
      journal_.addShrunk(place, described_.back());
    }
  }

  FailureRecord shrunk(const MetFailure& met) const {
    ShrinkLimits limits = options_.shrinkLimits;
    limits.seconds = std::min(limits.seconds, std::max(kLeastShrinkS, clock_.secondsLeft()));
    FailureRecord record = shrinkFailure(met, options_, limits, failureOf);
    record.count = met.count;
    return record;
  }

  const CampaignOptions& options_;
  CampaignListener& listener_;
  CampaignJournal& journal_;
  CaseStream stream_;
  uint64_t place_;
  CaseJudge judge_;
  Tally tally_;
  /// Of each failure in the tally.
  std::vector<FailureRecord> described_;
  std::string ended_;
  CampaignClock clock_;
};

}  // namespace

RunRecord runCampaign(const CampaignOptions& options, CampaignListener& listener,
                      const std::function<bool()>& stopRequested, CampaignJournal& journal) {
  at::set_num_threads(1);
  return Campaign(options, listener, journal).run(stopRequested);
}

}  // namespace swapcheck
