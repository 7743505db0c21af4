#include "harness/workers/supervisor.h"

#include "generators/stream/generate.h"
#include "harness/campaign/clock.h"
#include "harness/workers/shrink_queue.h"
#include "harness/workers/stream_workers.h"

namespace swapcheck {
namespace {

/// Seconds that workers have to finish their current work when asked to stop.
constexpr double kGraceS = 1;

double secondsSince(int64_t ns) { return static_cast<double>(steadyNs() - ns) / 1e9; }

class Supervisor {
 public:
  Supervisor(const CampaignOptions& options, const IsolationOptions& isolation, CampaignListener& listener,
             CampaignJournal& journal)
      : listener_(listener),
        journal_(journal),
        stream_(options.cases, options.shard),
        tally_(restored(journal.saved(), options)),
        results_(stream_, journal.saved(), options),
        shrinks_(options, isolation, tally_, listener, journal),
        delayedDeaths_(options, isolation, tally_),
        workers_(options, isolation, stream_, results_, delayedDeaths_),
        clock_(options, journal.saved().progress.spentS) {
    for (const JudgingSlot& slot : judgingSlotsOf(options))
      caseAt(options.seed, 1, slot.family);  // fills its cache before forking, so that all processes have it
    if (auto delayed = delayedDeathOf(journal.saved(), options)) delayedDeaths_.explain(std::move(*delayed));
    publishRetired();
  }

  RunRecord run(const std::function<bool()>& stopRequested) {
    listener_.onProgress(clock_.progressOf(tally_));
    while (!isOver(stopRequested)) pollOnce();
    stop();
    return clock_.recordOf(tally_, *ended_, shrinks_.finish());
  }

 private:
  bool isOver(const std::function<bool()>& stopRequested) {
    const bool isJudged = workers_.areIdle() && results_.isAtEnd();
    if (isJudged && shrinks_.isDone() && !delayedDeaths_.pending())
      ended_ = RunEnd::Cases;
    else if (clock_.secondsLeft() <= 0)
      ended_ = RunEnd::Time;
    else if (stopRequested())
      ended_ = RunEnd::Signal;
    return ended_.has_value();
  }

  /// Waits for workers and handles everything that has happened.
  void pollOnce() {
    workers_.waitForNews();
    workers_.attend();
    workers_.replenish();
    while (results_.hasNext()) count(results_.takeNext());
    delayedDeaths_.attend();
    journal_.saveIfDue(state(), results_.waiting());
    shrinks_.attend(clock_.secondsLeft());
    listener_.onProgress(clock_.progressOf(tally_));
  }

  CampaignState state() const {
    return {tally_, results_.place(), results_.number(), clock_.elapsedS(), delayedDeaths_.pending()};
  }

  void count(const CaseResult& result) {
    tally_.add(result);
    publishRetired();
  }

  void publishRetired() {
    for (size_t s : tally_.retired()) workers_.retire(s);
  }

  /// Lets current work finish, but not for long.
  void stop() {
    workers_.stop();
    const int64_t begunNs = steadyNs();
    while (!workers_.haveEnded() && secondsSince(begunNs) < kGraceS) pollOnce();
    journal_.save(state(), results_.waiting());
    countUnfinished();
    while (!shrinks_.isDone() && secondsSince(begunNs) < 2 * kGraceS) {
      shrinks_.attend(clock_.secondsLeft());
      workers_.waitForNews();
    }
    journal_.end(*ended_);
  }

  /// Counts results beyond the last complete number, for the record only; a resumed campaign judges them again.
  void countUnfinished() {
    for (const CaseResult& unfinished : workers_.giveUp()) tally_.abandon(unfinished);
    for (const auto& [number, result] : results_.waiting()) count(result);
    delayedDeaths_.giveUp();
  }

  CampaignListener& listener_;
  CampaignJournal& journal_;
  CaseStream stream_;
  Tally tally_;
  StreamResults results_;
  ShrinkQueue shrinks_;
  DelayedDeaths delayedDeaths_;
  StreamWorkers workers_;
  std::optional<RunEnd> ended_;
  CampaignClock clock_;
};

}  // namespace

RunRecord runIsolatedCampaign(const CampaignOptions& options, const IsolationOptions& isolation,
                              CampaignListener& listener, const std::function<bool()>& stopRequested,
                              CampaignJournal& journal) {
  return Supervisor(options, isolation, listener, journal).run(stopRequested);
}

}  // namespace swapcheck
