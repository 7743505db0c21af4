#include "harness/campaign/campaign.h"

#include "harness/campaign/clock.h"
#include "harness/campaign/described_failures.h"
#include "harness/counting/case_stream.h"
#include "harness/judging/case_result_builder.h"
#include "harness/judging/shrink_failure.h"
#include "harness/judging/shrink_other.h"
#include "properties/calls/thread_count.h"

namespace swapcheck {
namespace {

CaseResult judged(CaseJudge& judge, const CampaignOptions& options, uint64_t number) {
  CaseResultBuilder builder(judge.slots(), options.properties.size(), number);
  judge.judge(number, 0, judge.slots().size(), builder);
  return std::move(builder).result();
}

class Campaign {
 public:
  Campaign(const CampaignOptions& options, CampaignListener& listener, CampaignJournal& journal)
      : options_(options),
        listener_(listener),
        journal_(journal),
        stream_(options.cases, options.shard),
        place_(journal.saved().progress.place),
        judge_(options),
        tally_(restored(journal.saved(), options)),
        described_(options, tally_, listener, journal),
        clock_(options, journal.saved().progress.spentS) {}

  RunRecord run(const std::function<bool()>& stopRequested) {
    describeNewFailures();
    listener_.onProgress(clock_.progressOf(tally_));
    while (!isOver(stopRequested)) {
      judgeNext();
      journal_.saveIfDue(state(), {});
      describeNewFailures();
      listener_.onProgress(clock_.progressOf(tally_));
    }
    journal_.save(state(), {});
    journal_.end(*ended_);
    return clock_.recordOf(tally_, *ended_, described_.take());
  }

 private:
  bool isOver(const std::function<bool()>& stopRequested) {
    if (place_ >= stream_.size())
      ended_ = RunEnd::Cases;
    else if (clock_.secondsLeft() <= 0)
      ended_ = RunEnd::Time;
    else if (stopRequested())
      ended_ = RunEnd::Signal;
    return ended_.has_value();
  }

  void judgeNext() {
    const uint64_t number = stream_.numberAt(place_++);
    if (!isDealtTo(options_.shard, number)) return;  // nothing dies here, so nothing retires
    tally_.add(judged(judge_, options_, number));
  }

  CampaignState state() const { return {tally_, place_, stream_.numberAt(place_), clock_.elapsedS()}; }

  void describeNewFailures() {
    while (const auto task = described_.next()) described_.finish(*task, shrunk(*task));
  }

  std::optional<FailureRecord> shrunk(const ShrinkTask& task) const {
    const ShrinkLimits limits = options_.shrinkLimits.within(clock_.secondsLeft());
    const DistinctFailure& failure = tally_.failures()[task.place];
    if (task.suspect) return shrinkOther(failure, *task.suspect, options_, limits, judgeHere);
    return shrinkFailure(failure, options_, limits, judgeHere);
  }

  const CampaignOptions& options_;
  CampaignListener& listener_;
  CampaignJournal& journal_;
  CaseStream stream_;
  uint64_t place_;
  CaseJudge judge_;
  Tally tally_;
  DescribedFailures described_;
  std::optional<RunEnd> ended_;
  CampaignClock clock_;
};

}  // namespace

RunRecord runCampaign(const CampaignOptions& options, CampaignListener& listener,
                      const std::function<bool()>& stopRequested, CampaignJournal& journal) {
  useThreads(1);
  return Campaign(options, listener, journal).run(stopRequested);
}

RunRecord runOneCase(const CampaignOptions& options, uint64_t number) {
  useThreads(1);
  CampaignOptions whole = options;
  whole.shard = {};
  const CampaignClock clock(whole, 0);
  CaseJudge judge(whole);
  Tally tally(whole);
  tally.add(judged(judge, whole, number));
  std::vector<FailureRecord> failures;
  for (const DistinctFailure& failure : tally.failures())
    failures.push_back(shrinkFailure(failure, whole, whole.shrinkLimits, judgeHere));
  for (size_t k = 0; k < failures.size(); ++k) failures[k].count = tally.countOf(k);
  return clock.recordOf(tally, RunEnd::Cases, std::move(failures));
}

}  // namespace swapcheck
