// Runs a campaign in worker processes.
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <deque>
#include <list>

#include "generators/stream/generate.h"
#include "harness/campaign/clock.h"
#include "harness/campaign/journal.h"
#include "harness/errors.h"
#include "harness/workers/judge_message.h"
#include "harness/workers/late_deaths.h"
#include "harness/workers/shrink_queue.h"
#include "harness/workers/worker.h"

namespace swapcheck {
namespace {

constexpr int kPollMs = 20;
/// Workers that are asked to stop may finish what they are at for so long, in seconds.
constexpr double kGraceS = 1;
/// So many processes in a row that end without having judged anything end the campaign.
constexpr int kMostIdleDeaths = 20;

double secondsSince(int64_t ns) { return static_cast<double>(steadyNs() - ns) / 1e9; }

/// A case number that a worker has in hand.
struct InHand {
  Gatherer gatherer;
  uint64_t number;
};

/// A process that judges the stream, or one strategy's case after a process died of it.
struct Worker {
  std::unique_ptr<IsolatedProcess> process;
  std::optional<InHand> inHand;
  JudgedCases judged;
  /// What it has to confirm: the seat, and how the first process died.
  struct Suspicion {
    Position position;
    Death death;
    /// What the first process had judged.
    JudgedCases judged = {};
    /// Times that somebody else killed the process that should confirm it.
    int outsiders = 0;
  };
  std::optional<Suspicion> suspicion;
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
        seats_(seatsOf(options)),
        tally_(restored(journal.saved(), options)),
        controlMemory_(std::static_pointer_cast<StreamControl>(sharedMemory(sizeof(StreamControl)))),
        control_(*controlMemory_),
        place_(journal.saved().place),
        shrinks_(options, isolation, tally_, listener, journal),
        lateDeaths_(options, isolation, tally_),
        clock_(options, journal.saved().spentS) {
    if (options.strategies.size() > kMostStrategies)
      throw UsageError(fmt::format("at most {} strategies can be judged at once", kMostStrategies));
    for (const Seat& seat : seats_)
      caseAt(options.seed, 1, seat.family);  // what it remembers, all processes shall know
    for (const auto& [number, result] : journal.saved().waiting)
      if (isStillToCome(number)) {
        finished_.emplace(number, caseResultFromJson(result, options));
        judgedEarlier_.insert(number);
      }
    if (auto late = lateDeathOf(journal.saved(), options)) lateDeaths_.explain(std::move(*late));
    control_.next = place_;
    leaveOutRetired();
  }

  RunRecord run(const std::function<bool()>& stopRequested) {
    listener_.onProgress(clock_.progressOf(tally_));
    while (!isOver(stopRequested)) turn();
    windUp();
    return clock_.recordOf(tally_, ended_, shrinks_.finish());
  }

 private:
  bool isOver(const std::function<bool()>& stopRequested) {
    if (workers_.empty() && leftBehind_.empty() && place_ >= stream_.size())
      ended_ = shrinks_.isDone() && !lateDeaths_.pending() ? "cases" : "";
    if (ended_.empty() && clock_.secondsLeft() <= 0) ended_ = "time";
    if (ended_.empty() && stopRequested()) ended_ = "signal";
    return !ended_.empty();
  }

  /// One look at everything.
  void turn() {
    waitForNews();
    for (auto worker = workers_.begin(); worker != workers_.end();)
      worker = attend(*worker) ? std::next(worker) : workers_.erase(worker);
    replaceWorkers();
    integrate();
    lateDeaths_.attend();
    journal_.keepUp(standing(), finished_);
    shrinks_.attend(clock_.secondsLeft());
    listener_.onProgress(clock_.progressOf(tally_));
  }

  bool isStillToCome(uint64_t number) const {
    return place_ < stream_.size() && number >= stream_.numberAt(place_) && stream_.holds(number);
  }

  CampaignStanding standing() const {
    return {tally_, place_, stream_.numberAt(place_), clock_.elapsedS(), lateDeaths_.pending()};
  }

  void waitForNews() {
    std::vector<pollfd> outputs;
    for (const Worker& worker : workers_) outputs.push_back({worker.process->process().outputDescriptor(), POLLIN, 0});
    poll(outputs.data(), outputs.size(), kPollMs);
  }

  void startOnStream(std::optional<InHand> leftover, size_t firstSeat = 0) {
    std::optional<Leftover> rest;
    if (leftover) rest = Leftover{leftover->number, firstSeat};
    auto process = std::make_unique<IsolatedProcess>(isolation_.limits, [this, rest](Channel& channel) {
      workOnStream(options_, rest, judgedEarlier_, control_, channel);
    });
    workers_.push_back({std::move(process), std::move(leftover), {}, std::nullopt});
  }

  void startOnSuspicion(InHand inHand, Worker::Suspicion suspicion) {
    const Position position = suspicion.position;
    auto process = std::make_unique<IsolatedProcess>(isolation_.limits, [this, position](Channel& channel) {
      workOnSeat(options_, position.number, position.seat, channel);
    });
    workers_.push_back({std::move(process), std::move(inHand), {}, std::move(suspicion)});
  }

  InHand beginOn(uint64_t number) const { return {Gatherer(seats_, options_.properties.size(), number), number}; }

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
    const JudgeMessage message = takeIn(text, worker.inHand ? &worker.inHand->gatherer : nullptr);
    if (message.kind == JudgeMessage::Seat && !worker.suspicion)
      worker.judged.add(worker.inHand->number, message.number);
    if (message.kind == JudgeMessage::Begins && !worker.inHand) worker.inHand = beginOn(message.number);
    if (message.kind == JudgeMessage::Ends && !worker.suspicion) {
      finish(std::move(*worker.inHand));
      worker.inHand.reset();
      idleDeaths_ = 0;
    }
  }

  void takeEnd(Worker& worker) {
    const auto death = worker.process->death();
    const auto position = worker.process->channel().position();
    if (worker.suspicion) return takeConfirmation(worker, death);
    if (!death) {
      if (worker.inHand) abandoned_.push_back(std::move(*worker.inHand));
      return;
    }
    const bool isAtIt = worker.inHand && position && position->number == worker.inHand->number;
    if (!isAtIt) {
      if (worker.judged.isEmpty() && ++idleDeaths_ > kMostIdleDeaths)
        throw HarnessError(fmt::format("workers die before they judge anything: {}", death->message));
      if (!worker.judged.isEmpty()) lateDeaths_.explain({*death, worker.judged.last(), worker.judged});
      if (worker.inHand) leaveBehind(std::move(*worker.inHand), position ? position->seat : 0);
      return;
    }
    startOnSuspicion(std::move(*worker.inHand), {*position, *death, std::move(worker.judged)});
  }

  /// A second process has judged what the first one died of.
  void takeConfirmation(Worker& worker, const std::optional<Death>& again) {
    const Position& first = worker.suspicion->position;
    if (again && again->byOutsider && ++worker.suspicion->outsiders < kMostOutsiders)
      return startOnSuspicion(std::move(*worker.inHand), std::move(*worker.suspicion));
    if (again) {
      const auto position = worker.process->channel().position();
      record(*worker.inHand, position ? position->seat : first.seat, position ? position->property : first.property,
             *again);
    }
    if (!again) lateDeaths_.explain({worker.suspicion->death, first, worker.suspicion->judged});
    leaveBehind(std::move(*worker.inHand), first.seat + 1);
  }

  void record(InHand& inHand, size_t seat, size_t property, const Death& death) {
    if (!inHand.gatherer.hasBegun(seat)) inHand.gatherer.onSeat(seat);
    PropertyResult result{PropertyResult::Failed, std::string(nameOf(death.kind)), FirstLook{death.message}};
    inHand.gatherer.onResult(property, std::move(result));
  }

  void leaveBehind(InHand inHand, size_t nextSeat) {
    if (nextSeat < seats_.size())
      leftBehind_.emplace_back(std::move(inHand), nextSeat);
    else
      finish(std::move(inHand));
  }

  void finish(InHand inHand) { finished_.emplace(inHand.number, std::move(inHand.gatherer).result()); }

  void replaceWorkers() {
    if (control_.stop) return;
    while (std::ssize(workers_) < isolation_.jobs && !leftBehind_.empty()) {
      auto [inHand, seat] = std::move(leftBehind_.front());
      leftBehind_.pop_front();
      startOnStream(std::move(inHand), seat);
    }
    const bool streamLasts = control_.next < stream_.size();
    while (std::ssize(workers_) < isolation_.jobs && streamLasts) startOnStream(std::nullopt);
    if (workers_.empty() && leftBehind_.empty() && !isNext(finished_)) claimLost();
  }

  bool isNext(const std::map<uint64_t, CaseResult>& finished) const {
    return !finished.empty() && finished.begin()->first == stream_.numberAt(place_);
  }

  /// A worker that was killed just as it had claimed a number has lost it.
  void claimLost() {
    if (place_ >= std::min<uint64_t>(control_.next, stream_.size())) return;
    const uint64_t number = stream_.numberAt(place_);
    startOnStream(beginOn(number));
  }

  /// Adds what has been finished, in the order of the stream.
  void integrate() {
    while (isNext(finished_)) {
      add(finished_.begin()->second);
      finished_.erase(finished_.begin());
      ++place_;
    }
  }

  void add(const CaseResult& result) {
    tally_.add(result);
    leaveOutRetired();
  }

  void leaveOutRetired() {
    for (size_t s : tally_.retired()) control_.retired[s] = true;
  }

  /// Lets everything that is being done come to its end, but not for long.
  void windUp() {
    control_.stop = true;
    const int64_t begunNs = steadyNs();
    while (!workers_.empty() && secondsSince(begunNs) < kGraceS) turn();
    journal_.save(standing(), finished_);
    countUnfinished();
    while (!shrinks_.isDone() && secondsSince(begunNs) < 2 * kGraceS) {
      shrinks_.attend(clock_.secondsLeft());
      waitForNews();
    }
    journal_.end(ended_);
  }

  /// What was judged beyond the place up to which everything was, for the record; whoever goes on judges it again.
  void countUnfinished() {
    for (Worker& worker : workers_)
      if (worker.suspicion) {  // unconfirmed, but not to be lost
        const Position& position = worker.suspicion->position;
        record(*worker.inHand, position.seat, position.property, worker.suspicion->death);
        finish(std::move(*worker.inHand));
      }
    for (auto& [inHand, seat] : leftBehind_) finish(std::move(inHand));
    for (Worker& worker : workers_)
      if (worker.inHand && !worker.suspicion) abandoned_.push_back(std::move(*worker.inHand));
    workers_.clear();
    for (const InHand& inHand : abandoned_) tally_.abandon(inHand.gatherer.result());
    for (const auto& [number, result] : finished_) add(result);
    lateDeaths_.giveUp();
  }

  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  CampaignListener& listener_;
  CampaignJournal& journal_;
  CaseStream stream_;
  std::vector<Seat> seats_;
  Tally tally_;
  std::shared_ptr<StreamControl> controlMemory_;
  StreamControl& control_;
  std::list<Worker> workers_;
  /// Numbers whose worker has died, and the seat to go on with.
  std::deque<std::pair<InHand, size_t>> leftBehind_;
  /// What workers that were told to stop had in hand.
  std::vector<InHand> abandoned_;
  /// By number: what has been judged and waits for its turn.
  std::map<uint64_t, CaseResult> finished_;
  /// Numbers that had been judged when the journal was gone on with.
  std::set<uint64_t> judgedEarlier_;
  /// Place in the stream of the number that is to be added next.
  uint64_t place_;
  ShrinkQueue shrinks_;
  LateDeaths lateDeaths_;
  int idleDeaths_ = 0;
  std::string ended_;
  CampaignClock clock_;
};

}  // namespace

RunRecord runIsolatedCampaign(const CampaignOptions& options, const IsolationOptions& isolation,
                              CampaignListener& listener, const std::function<bool()>& stopRequested,
                              CampaignJournal& journal) {
  return Supervisor(options, isolation, listener, journal).run(stopRequested);
}

}  // namespace swapcheck
