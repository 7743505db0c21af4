#include "harness/workers/supervisor.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <deque>
#include <list>

#include "generators/stream/generate.h"
#include "harness/campaign/clock.h"
#include "harness/workers/delayed_deaths.h"
#include "harness/workers/judge_message.h"
#include "harness/workers/shrink_queue.h"
#include "harness/workers/stream_results.h"
#include "harness/workers/worker.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr int kPollMs = 20;
/// Workers that are asked to stop may finish what they are at within this time, in seconds.
constexpr double kGraceS = 1;
/// So many processes in a row that end without having judged anything end the campaign.
constexpr int kMostIdleDeaths = 20;

double secondsSince(int64_t ns) { return static_cast<double>(steadyNs() - ns) / 1e9; }

/// A process died at a case, which a second process has to confirm.
struct SuspectedDeath {
  Position position;
  Death death;
  /// What the first process had judged.
  JudgedCases judged = {};
  /// Times that somebody else killed the process that should confirm it.
  int outsiders = 0;
};

/// A process that judges the stream, or one strategy's case after a process died of it.
struct Worker {
  std::unique_ptr<IsolatedProcess> process;
  /// The result of the case number that it is at.
  std::optional<CaseResultBuilder> current = std::nullopt;
  JudgedCases judged = {};
  /// What it has to confirm.
  std::optional<SuspectedDeath> suspected = std::nullopt;
};

/// A case number whose worker has died.
struct LeftBehind {
  CaseResultBuilder result;
  size_t nextSlot;
};

class Supervisor {
 public:
  Supervisor(const CampaignOptions& options, const IsolationOptions& isolation, CampaignListener& listener,
             CampaignJournal& journal)
      : options_(options),
        isolation_(isolation),
        listener_(listener),
        journal_(journal),
        stream_(options.cases, options.shard),
        slots_(judgingSlotsOf(options)),
        tally_(restored(journal.saved(), options)),
        results_(stream_, journal.saved(), options),
        shrinks_(options, isolation, tally_, listener, journal),
        delayedDeaths_(options, isolation, tally_),
        clock_(options, journal.saved().progress.spentS) {
    if (options.strategies.size() > kMostStrategies)
      throw InputError(fmt::format("at most {} strategies can be judged at once", kMostStrategies));
    for (const JudgingSlot& slot : slots_)
      caseAt(options.seed, 1, slot.family);  // what it remembers, all processes shall know
    if (auto delayed = delayedDeathOf(journal.saved(), options)) delayedDeaths_.explain(std::move(*delayed));
    memory_.cursor->next = results_.place();
    tellRetired();
  }

  RunRecord run(const std::function<bool()>& stopRequested) {
    listener_.onProgress(clock_.progressOf(tally_));
    while (!isOver(stopRequested)) lookAround();
    stopWorkers();
    return clock_.recordOf(tally_, *ended_, shrinks_.finish());
  }

 private:
  bool isOver(const std::function<bool()>& stopRequested) {
    const bool isJudged = workers_.empty() && leftBehind_.empty() && results_.isAtEnd();
    if (isJudged && shrinks_.isDone() && !delayedDeaths_.pending())
      ended_ = RunEnd::Cases;
    else if (clock_.secondsLeft() <= 0)
      ended_ = RunEnd::Time;
    else if (stopRequested())
      ended_ = RunEnd::Signal;
    return ended_.has_value();
  }

  /// Waits for news, and deals with everything that there is.
  void lookAround() {
    waitForNews();
    for (auto worker = workers_.begin(); worker != workers_.end();)
      worker = attend(*worker) ? std::next(worker) : workers_.erase(worker);
    replaceWorkers();
    while (results_.hasNext()) count(results_.takeNext());
    delayedDeaths_.attend();
    journal_.saveIfDue(state(), results_.waiting());
    shrinks_.attend(clock_.secondsLeft());
    listener_.onProgress(clock_.progressOf(tally_));
  }

  CampaignState state() const {
    return {tally_, results_.place(), results_.number(), clock_.elapsedS(), delayedDeaths_.pending()};
  }

  void waitForNews() {
    std::vector<pollfd> outputs;
    for (const Worker& worker : workers_) outputs.push_back({worker.process->process().outputDescriptor(), POLLIN, 0});
    poll(outputs.data(), outputs.size(), kPollMs);
  }

  void startOnStream(std::optional<LeftBehind> left) {
    std::optional<UnfinishedNumber> unfinished;
    if (left) unfinished = UnfinishedNumber{left->result.result().number, left->nextSlot};
    auto process = std::make_unique<IsolatedProcess>(isolation_.limits, [this, unfinished](Channel& channel) {
      workOnStream(options_, unfinished, results_.judgedEarlier(), memory_, channel);
    });
    Worker& worker = workers_.emplace_back(Worker{std::move(process)});
    if (left) worker.current = std::move(left->result);
  }

  void startOnSuspected(CaseResultBuilder current, SuspectedDeath suspected) {
    const Position position = suspected.position;
    auto process = std::make_unique<IsolatedProcess>(isolation_.limits, [this, position](Channel& channel) {
      workOnSlot(options_, position.number, position.slot, channel);
    });
    workers_.push_back({std::move(process), std::move(current), {}, std::move(suspected)});
  }

  CaseResultBuilder beginOn(uint64_t number) const { return {slots_, options_.properties.size(), number}; }

  /// Takes in what a worker says; false when it has ended.
  bool attend(Worker& worker) {
    worker.process->attend();
    const bool ended = worker.process->process().end().has_value();
    try {
      while (const auto message = worker.process->channel().receive()) take(worker, *message);
    } catch (const std::exception&) {  // a strategy wrote where it must not: its end will be looked into
      worker.process->process().kill();
    }
    if (ended) takeEnd(worker);
    return !ended;
  }

  void take(Worker& worker, const std::string& text) {
    const JudgeMessage message = takeIn(text, worker.current ? &*worker.current : nullptr);
    if (message.kind == JudgeMessage::Slot && !worker.suspected)
      worker.judged.add(worker.current->result().number, message.number);
    if (message.kind == JudgeMessage::Begins && !worker.current) worker.current = beginOn(message.number);
    if (message.kind == JudgeMessage::Ends && !worker.suspected && worker.current) {
      results_.add(std::move(*worker.current).result());
      worker.current.reset();
      idleDeaths_ = 0;
    }
  }

  /// Where the worker is in its current number. What it says of that counts only where there is such a place; else it
  /// is where its messages say. Nothing when it is at none of its slots.
  std::optional<Position> positionOf(Worker& worker) const {
    const auto said = worker.process->channel().position();
    if (!worker.current || !said) return std::nullopt;
    const uint64_t number = worker.current->result().number;
    const bool isThere = said->slot < slots_.size() && said->property < options_.properties.size();
    if (isThere) return said->number == number ? said : std::nullopt;
    const bool hasBegun = !worker.judged.isEmpty() && worker.judged.last().number == number;
    return hasBegun ? std::optional(worker.judged.last()) : std::nullopt;
  }

  void takeEnd(Worker& worker) {
    const auto death = worker.process->death();
    if (worker.suspected) return takeConfirmation(worker, death);
    if (!death) {
      if (worker.current) abandoned_.push_back(std::move(*worker.current));
      return;
    }
    if (const auto position = positionOf(worker))
      return startOnSuspected(std::move(*worker.current), {*position, *death, std::move(worker.judged)});
    if (worker.judged.isEmpty() && ++idleDeaths_ > kMostIdleDeaths)
      throw HarnessError(fmt::format("workers die before they judge anything: {}", textOf(*death)));
    if (!worker.judged.isEmpty()) delayedDeaths_.explain({*death, worker.judged.last(), worker.judged});
    if (worker.current) leaveBehind({std::move(*worker.current), 0});
  }

  /// A second process has judged what the first one died of.
  void takeConfirmation(Worker& worker, const std::optional<Death>& again) {
    SuspectedDeath& suspected = *worker.suspected;
    const Position first = suspected.position;
    if (again && isByOutsider(*again) && ++suspected.outsiders < kMostOutsiders)
      return startOnSuspected(std::move(*worker.current), std::move(suspected));
    if (again)
      record(*worker.current, positionOf(worker).value_or(first), *again);
    else
      delayedDeaths_.explain({suspected.death, first, suspected.judged});
    leaveBehind({std::move(*worker.current), first.slot + 1});
  }

  static void record(CaseResultBuilder& result, const Position& position, const Death& death) {
    if (!result.hasBegun(position.slot)) result.onSlot(position.slot);
    result.onResult(position.property, {PropertyResult::Failed, kindOf(death), FirstSighting{textOf(death)}});
  }

  void leaveBehind(LeftBehind left) {
    if (left.nextSlot < slots_.size())
      leftBehind_.push_back(std::move(left));
    else
      results_.add(std::move(left.result).result());
  }

  void replaceWorkers() {
    if (memory_.control->stop) return;
    while (std::ssize(workers_) < isolation_.jobs && !leftBehind_.empty()) {
      LeftBehind left = std::move(leftBehind_.front());
      leftBehind_.pop_front();
      startOnStream(std::move(left));
    }
    const bool streamLasts = memory_.cursor->next < stream_.size();
    while (std::ssize(workers_) < isolation_.jobs && streamLasts) startOnStream(std::nullopt);
    if (workers_.empty() && leftBehind_.empty() && !results_.hasNext()) claimLost();
  }

  /// A worker that was killed just as it had claimed a number has lost it.
  void claimLost() {
    if (results_.place() >= std::min<uint64_t>(memory_.cursor->next, stream_.size())) return;
    startOnStream(LeftBehind{beginOn(results_.number()), 0});
  }

  void count(const CaseResult& result) {
    tally_.add(result);
    tellRetired();
  }

  void tellRetired() {
    for (size_t s : tally_.retired()) memory_.control->retired[s] = true;
  }

  /// Lets everything that is being done come to its end, but not for long.
  void stopWorkers() {
    memory_.control->stop = true;
    const int64_t begunNs = steadyNs();
    while (!workers_.empty() && secondsSince(begunNs) < kGraceS) lookAround();
    journal_.save(state(), results_.waiting());
    countUnfinished();
    while (!shrinks_.isDone() && secondsSince(begunNs) < 2 * kGraceS) {
      shrinks_.attend(clock_.secondsLeft());
      waitForNews();
    }
    journal_.end(*ended_);
  }

  /// Counts what was judged beyond the place up to which everything was, for the record; whoever goes on judges it
  /// again.
  void countUnfinished() {
    for (Worker& worker : workers_)
      if (worker.suspected) {  // unconfirmed, but not to be lost
        record(*worker.current, worker.suspected->position, worker.suspected->death);
        results_.add(std::move(*worker.current).result());
      }
    for (LeftBehind& left : leftBehind_) results_.add(std::move(left.result).result());
    for (Worker& worker : workers_)
      if (worker.current && !worker.suspected) abandoned_.push_back(std::move(*worker.current));
    workers_.clear();
    for (const CaseResultBuilder& unfinished : abandoned_) tally_.abandon(unfinished.result());
    for (const auto& [number, result] : results_.waiting()) count(result);
    delayedDeaths_.giveUp();
  }

  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  CampaignListener& listener_;
  CampaignJournal& journal_;
  CaseStream stream_;
  std::vector<JudgingSlot> slots_;
  Tally tally_;
  StreamResults results_;
  StreamMemory memory_;
  std::list<Worker> workers_;
  std::deque<LeftBehind> leftBehind_;
  /// What workers that were told to stop were at.
  std::vector<CaseResultBuilder> abandoned_;
  ShrinkQueue shrinks_;
  DelayedDeaths delayedDeaths_;
  int idleDeaths_ = 0;
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
