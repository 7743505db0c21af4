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
/// Seconds that workers have to finish their current work when asked to stop.
constexpr double kGraceS = 1;
/// The campaign is given up after this many process deaths in a row without any case judged.
constexpr int kMostIdleDeaths = 20;

double secondsSince(int64_t ns) { return static_cast<double>(steadyNs() - ns) / 1e9; }

/// A death at a case, which a second process has to confirm.
struct SuspectedDeath {
  Position position;
  Death death;
  /// The cases that the first process had judged.
  JudgedCases judged = {};
  /// How often the confirming process was killed from outside.
  int outsiders = 0;
  /// The process may have been further on: a strategy had overwritten what it said.
  bool isGuess = false;
};

/// A process that judges the stream, or confirms a suspected death.
struct Worker {
  std::unique_ptr<IsolatedProcess> process;
  /// The result of its current case number, and the slot where it began on it.
  std::optional<CaseResultBuilder> current = std::nullopt;
  size_t firstSlot = 0;
  JudgedCases judged = {};
  /// The death that it has to confirm.
  std::optional<SuspectedDeath> suspected = std::nullopt;
  /// A strategy has overwritten its channel: it may have been at a number that nobody knows.
  bool isOverwritten = false;
};

/// A case number whose worker has died; another worker continues at `nextSlot`.
struct OrphanedCase {
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
      caseAt(options.seed, 1, slot.family);  // fills its cache before forking, so that all processes have it
    if (auto delayed = delayedDeathOf(journal.saved(), options)) delayedDeaths_.explain(std::move(*delayed));
    memory_.cursor->next = results_.place();
    publishRetired();
  }

  RunRecord run(const std::function<bool()>& stopRequested) {
    listener_.onProgress(clock_.progressOf(tally_));
    while (!isOver(stopRequested)) pollOnce();
    stopWorkers();
    return clock_.recordOf(tally_, *ended_, shrinks_.finish());
  }

 private:
  bool isOver(const std::function<bool()>& stopRequested) {
    const bool isJudged = workers_.empty() && orphans_.empty() && results_.isAtEnd();
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

  void startOnStream(std::optional<OrphanedCase> orphan) {
    std::optional<UnfinishedNumber> unfinished;
    if (orphan) unfinished = UnfinishedNumber{orphan->result.result().number, orphan->nextSlot};
    memory_.showToForks(true);
    auto process = std::make_unique<IsolatedProcess>(isolation_.limits, [this, unfinished](Channel& channel) {
      workOnStream(options_, unfinished, results_.judgedEarlier(), memory_, channel);
    });
    memory_.showToForks(false);
    Worker& worker = workers_.emplace_back(Worker{std::move(process)});
    if (!orphan) return;
    worker.current = std::move(orphan->result);
    worker.firstSlot = orphan->nextSlot;
  }

  void startOnSuspected(CaseResultBuilder current, SuspectedDeath suspected) {
    const Position position = suspected.position;
    auto process = std::make_unique<IsolatedProcess>(isolation_.limits, [this, position](Channel& channel) {
      workOnSlot(options_, position.number, position.slot, channel);
    });
    workers_.push_back({std::move(process), std::move(current), position.slot, {}, std::move(suspected)});
  }

  CaseResultBuilder beginOn(uint64_t number) const { return {slots_, options_.properties.size(), number}; }

  /// Handles a worker's messages; false when it has ended.
  bool attend(Worker& worker) {
    worker.process->attend();
    const bool ended = worker.process->process().end().has_value();
    try {
      while (const auto message = worker.process->channel().receive()) handleMessage(worker, *message);
    } catch (const std::exception&) {  // its death will be investigated
      worker.isOverwritten = true;
      worker.process->process().kill();
    }
    if (ended) handleEnd(worker);
    return !ended;
  }

  void handleMessage(Worker& worker, const std::string& text) {
    const JudgeMessage message = takeIn(text, worker.current ? &*worker.current : nullptr);
    if (message.kind == JudgeMessage::Slot && !worker.suspected)
      worker.judged.add(worker.current->result().number, message.number);
    if (message.kind == JudgeMessage::Begins && !worker.current) {
      worker.current = beginOn(message.number);
      worker.firstSlot = 0;
    }
    if (message.kind == JudgeMessage::Ends && !worker.suspected && worker.current) {
      results_.add(std::move(*worker.current).result());
      worker.current.reset();
      idleDeaths_ = 0;
    }
  }

  /// Where the worker is in its current number: the position it reported if there is such a one, else the last slot in
  /// its messages. Nothing when it has not begun any slot of that number.
  std::optional<Position> positionOf(Worker& worker) const {
    if (!worker.current) return std::nullopt;
    const uint64_t number = worker.current->result().number;
    const auto said = worker.process->channel().position();
    if (said && said->number == number && said->slot < slots_.size() && said->property < options_.properties.size())
      return said;
    const bool hasBegun = !worker.judged.isEmpty() && worker.judged.last().number == number;
    return hasBegun ? std::optional(worker.judged.last()) : std::nullopt;
  }

  void handleEnd(Worker& worker) {
    const auto death = worker.process->death();
    if (worker.suspected) return handleConfirmation(worker, death);
    if (!death) {
      if (worker.current) abandoned_.push_back(std::move(*worker.current));
      return;
    }
    if (const auto position = positionOf(worker))
      return startOnSuspected(std::move(*worker.current),
                              {*position, *death, std::move(worker.judged), 0, worker.isOverwritten});
    if (worker.current) {  // what it said was overwritten
      const Position guess{worker.current->result().number, worker.firstSlot, 0};
      return startOnSuspected(std::move(*worker.current), {guess, *death, {}, 0, true});
    }
    const bool isIdle = worker.judged.isEmpty() || worker.isOverwritten;
    if (isIdle && ++idleDeaths_ > kMostIdleDeaths)
      throw HarnessError(fmt::format("workers die before they judge anything: {}", textOf(*death)));
    if (!isIdle) delayedDeaths_.explain({*death, worker.judged.last(), worker.judged});
  }

  /// Handles the end of a process that was to confirm a death.
  void handleConfirmation(Worker& worker, const std::optional<Death>& again) {
    SuspectedDeath& suspected = *worker.suspected;
    const Position first = suspected.position;
    if (again && isByOutsider(*again) && ++suspected.outsiders < kMostOutsiders)
      return startOnSuspected(std::move(*worker.current), std::move(suspected));
    if (again)
      record(*worker.current, positionOf(worker).value_or(first), *again);
    else if (!suspected.isGuess)
      delayedDeaths_.explain({suspected.death, first, suspected.judged});
    requeue({std::move(*worker.current), first.slot + 1});
  }

  static void record(CaseResultBuilder& result, const Position& position, const Death& death) {
    if (!result.hasBegun(position.slot)) result.onSlot(position.slot);
    result.onResult(position.property, {PropertyResult::Failed, kindOf(death), FirstSighting{textOf(death)}});
  }

  void requeue(OrphanedCase orphan) {
    if (orphan.nextSlot < slots_.size())
      orphans_.push_back(std::move(orphan));
    else
      results_.add(std::move(orphan.result).result());
  }

  void replaceWorkers() {
    if (memory_.control->stop) return;
    while (std::ssize(workers_) < isolation_.jobs && !orphans_.empty()) {
      OrphanedCase orphan = std::move(orphans_.front());
      orphans_.pop_front();
      startOnStream(std::move(orphan));
    }
    const bool hasMoreNumbers = memory_.cursor->next < stream_.size();
    while (std::ssize(workers_) < isolation_.jobs && hasMoreNumbers) startOnStream(std::nullopt);
    if (workers_.empty() && orphans_.empty() && !results_.hasNext()) restartLostNumber();
  }

  /// Restarts a number whose worker was killed right after claiming it. The stream goes on behind it, wherever a
  /// strategy may have put the cursor.
  void restartLostNumber() {
    if (results_.place() >= std::min<uint64_t>(memory_.cursor->next, stream_.size())) return;
    startOnStream(OrphanedCase{beginOn(results_.number()), 0});
    memory_.cursor->next = results_.place() + 1;
  }

  void count(const CaseResult& result) {
    tally_.add(result);
    publishRetired();
  }

  void publishRetired() {
    for (size_t s : tally_.retired()) memory_.control->retired[s] = true;
  }

  /// Lets current work finish, but not for long.
  void stopWorkers() {
    memory_.control->stop = true;
    const int64_t begunNs = steadyNs();
    while (!workers_.empty() && secondsSince(begunNs) < kGraceS) pollOnce();
    journal_.save(state(), results_.waiting());
    countUnfinished();
    while (!shrinks_.isDone() && secondsSince(begunNs) < 2 * kGraceS) {
      shrinks_.attend(clock_.secondsLeft());
      waitForNews();
    }
    journal_.end(*ended_);
  }

  /// Counts results beyond the last complete number, for the record only; a resumed campaign judges them again.
  void countUnfinished() {
    for (Worker& worker : workers_)
      if (worker.suspected) {  // unconfirmed, but must not be lost
        record(*worker.current, worker.suspected->position, worker.suspected->death);
        results_.add(std::move(*worker.current).result());
      }
    for (OrphanedCase& orphan : orphans_) results_.add(std::move(orphan.result).result());
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
  std::deque<OrphanedCase> orphans_;
  /// The current cases of workers that were told to stop.
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
