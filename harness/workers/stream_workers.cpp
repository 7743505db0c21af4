#include "harness/workers/stream_workers.h"

#include <fmt/format.h>
#include <poll.h>

#include "harness/workers/judge_message.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr int kLineWaitMs = 20;
/// The campaign is given up after this many process deaths in a row without any case judged.
constexpr int kMostIdleDeaths = 20;

void record(CaseResultBuilder& result, const Position& position, const Death& death) {
  if (!result.hasBegun(position.slot)) result.onSlot(position.slot);
  result.onResult(position.property, {PropertyResult::Failed, kindOf(death), FirstSighting{messageOf(death)}});
}

/// Whether it was busy when its time was up: it may have needed more.
bool wasBusy(const Death& death) {
  const auto* hung = std::get_if<Hung>(&death);
  return hung && hung->isBusy;
}

}  // namespace

StreamWorkers::StreamWorkers(const CampaignOptions& options, const IsolationOptions& isolation,
                             const CaseStream& stream, StreamResults& results, DelayedDeaths& deaths)
    : options_(options),
      isolation_(isolation),
      stream_(stream),
      results_(results),
      deaths_(deaths),
      slots_(judgingSlotsOf(options)) {
  if (options.strategies.size() > kMostStrategies)
    throw InputError(fmt::format("at most {} strategies can be judged at once", kMostStrategies));
  memory_.cursor->next = results_.place();
}

void StreamWorkers::waitForNews() const {
  std::vector<pollfd> outputs;
  for (const Worker& worker : workers_) outputs.push_back({worker.process->process().outputDescriptor(), POLLIN, 0});
  poll(outputs.data(), outputs.size(), kLineWaitMs);
}

void StreamWorkers::startOnStream(std::optional<OrphanedCase> orphan) {
  std::optional<UnfinishedNumber> unfinished;
  if (orphan) unfinished = UnfinishedNumber{orphan->result.result().number, orphan->nextSlot};
  memory_.showToForks(true);
  auto process = std::make_unique<IsolatedProcess>(
      isolation_.limits,
      [this, unfinished](Channel& channel) {
        workOnStream(options_, unfinished, results_.judgedEarlier(), memory_, channel);
      },
      Patience::Short);
  memory_.showToForks(false);
  Worker& worker = workers_.emplace_back(Worker{std::move(process)});
  if (!orphan) return;
  worker.current = std::move(orphan->result);
  worker.firstSlot = orphan->nextSlot;
}

void StreamWorkers::startOnSuspected(CaseResultBuilder&& current, SuspectedDeath suspected) {
  const Position position = suspected.position;
  const SlotWork work = wasBusy(suspected.death) ? SlotWork::Timed : SlotWork::Judged;
  auto process = std::make_unique<IsolatedProcess>(isolation_.limits, [this, position, work](Channel& channel) {
    workOnSlot(options_, position.number, position.slot, work, channel);
  });
  workers_.push_back({std::move(process), std::move(current), position.slot, {}, std::move(suspected)});
}

void StreamWorkers::attend() {
  for (auto worker = workers_.begin(); worker != workers_.end();)
    worker = attend(*worker) ? std::next(worker) : workers_.erase(worker);
}

/// Handles a worker's messages; false when it has ended.
bool StreamWorkers::attend(Worker& worker) {
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

void StreamWorkers::handleMessage(Worker& worker, const std::string& text) {
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
std::optional<Position> StreamWorkers::positionOf(Worker& worker) const {
  if (!worker.current) return std::nullopt;
  const uint64_t number = worker.current->result().number;
  const auto said = worker.process->channel().position();
  if (said && said->number == number && said->slot < slots_.size() && said->property < options_.properties.size())
    return said;
  const bool hasBegun = !worker.judged.isEmpty() && worker.judged.last().number == number;
  return hasBegun ? std::optional(worker.judged.last()) : std::nullopt;
}

void StreamWorkers::handleEnd(Worker& worker) {
  const auto death = worker.process->death();
  if (worker.suspected) return handleConfirmation(worker, death);
  if (!death) {
    if (worker.current) unfinished_.push_back(std::move(*worker.current).result());
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
  if (!isIdle) deaths_.explain({*death, worker.judged.last(), worker.judged});
}

/// Handles the end of a process that was to confirm a death.
void StreamWorkers::handleConfirmation(Worker& worker, const std::optional<Death>& again) {
  SuspectedDeath& suspected = *worker.suspected;
  const Position first = suspected.position;
  if (again && isByOutsider(*again) && ++suspected.outsiders < kMostOutsiders)
    return startOnSuspected(std::move(*worker.current), std::move(suspected));
  if (again)
    record(*worker.current, positionOf(worker).value_or(first), *again);
  else if (!suspected.isGuess && !wasBusy(suspected.death))
    deaths_.explain({suspected.death, first, suspected.judged});
  requeue({std::move(*worker.current), first.slot + 1});
}

void StreamWorkers::requeue(OrphanedCase orphan) {
  if (orphan.nextSlot < slots_.size())
    orphans_.push_back(std::move(orphan));
  else
    results_.add(std::move(orphan.result).result());
}

void StreamWorkers::replenish() {
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
void StreamWorkers::restartLostNumber() {
  if (results_.place() >= std::min<uint64_t>(memory_.cursor->next, stream_.size())) return;
  startOnStream(OrphanedCase{beginOn(results_.number()), 0});
  memory_.cursor->next = results_.place() + 1;
}

std::vector<CaseResult> StreamWorkers::giveUp() {
  for (Worker& worker : workers_)
    if (worker.suspected) {
      record(*worker.current, worker.suspected->position, worker.suspected->death);
      results_.add(std::move(*worker.current).result());
    } else if (worker.current) {
      unfinished_.push_back(std::move(*worker.current).result());
    }
  for (OrphanedCase& orphan : orphans_) results_.add(std::move(orphan.result).result());
  workers_.clear();
  orphans_.clear();
  return std::move(unfinished_);
}

}  // namespace swapcheck
