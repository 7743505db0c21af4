// The worker processes of a campaign: they judge the stream, and a second process confirms each death.
#pragma once

#include <deque>
#include <list>

#include "harness/judging/case_result_builder.h"
#include "harness/processes/isolation.h"
#include "harness/workers/delayed_deaths.h"
#include "harness/workers/stream_results.h"
#include "harness/workers/worker.h"

namespace swapcheck {

class StreamWorkers {
 public:
  /// Keeps references to all of them. Adds results to `results`, and what another case may have caused to `deaths`.
  /// Throws InputError for more strategies than `kMostStrategies`.
  StreamWorkers(const CampaignOptions& options, const IsolationOptions& isolation, const CaseStream& stream,
                StreamResults& results, DelayedDeaths& deaths);

  /// Waits until there is something to attend to, but not for long.
  void waitForNews() const;

  /// Handles everything that has happened. Throws HarnessError when processes keep dying before they judge anything.
  void attend();

  /// Starts processes for the work that no process does.
  void replenish();

  /// Has the strategy judged no more.
  void retire(size_t strategy) { memory_.control->retired[strategy] = true; }

  /// Starts nothing more, and has processes end after their current work.
  void stop() { memory_.control->stop = true; }

  /// Whether no process is running.
  bool haveEnded() const { return workers_.empty(); }

  /// Whether no process is running and no number waits for one.
  bool areIdle() const { return workers_.empty() && orphans_.empty(); }

  /// Ends all processes. Adds to the results what must not be lost: deaths that are not confirmed yet, and numbers
  /// whose worker has died. Returns what is known of the other unfinished numbers.
  std::vector<CaseResult> giveUp();

 private:
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

  CaseResultBuilder beginOn(uint64_t number) const { return {slots_, options_.properties.size(), number}; }
  void startOnStream(std::optional<OrphanedCase> orphan);
  void startOnSuspected(CaseResultBuilder&& current, SuspectedDeath suspected);
  void restartLostNumber();

  bool attend(Worker& worker);
  void handleMessage(Worker& worker, const std::string& text);
  void handleEnd(Worker& worker);
  void handleConfirmation(Worker& worker, const std::optional<Death>& again);
  std::optional<Position> positionOf(Worker& worker) const;
  void requeue(OrphanedCase orphan);

  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  const CaseStream& stream_;
  StreamResults& results_;
  DelayedDeaths& deaths_;
  std::vector<JudgingSlot> slots_;
  StreamMemory memory_;
  std::list<Worker> workers_;
  std::deque<OrphanedCase> orphans_;
  /// Of workers that ended when they were told to stop.
  std::vector<CaseResult> unfinished_;
  int idleDeaths_ = 0;
};

}  // namespace swapcheck
