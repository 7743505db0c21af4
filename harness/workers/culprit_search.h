// Finds the earlier case that killed a process, when the current case does not.
#pragma once

#include <deque>

#include "harness/campaign/delayed_death.h"
#include "harness/processes/isolation.h"

namespace swapcheck {

/// Judges each strategy's cases again in a process of its own, and waits to see whether it dies afterwards; then
/// bisects the cases until one is left. When none of them dies alone, all are judged in their order, and then all but
/// one strategy's: the one without which the process lives is the culprit.
class CulpritSearch {
 public:
  /// Keeps references to the options.
  CulpritSearch(DelayedDeath delayed, const CampaignOptions& options, const IsolationOptions& isolation);

  /// Makes progress without blocking; true when the search has ended. Call it regularly.
  bool isDone();

  /// The case that caused the death; nothing when none did.
  const std::optional<Position>& culprit() const { return culprit_; }

  /// The death whose cause is searched for.
  const DelayedDeath& delayed() const { return delayed_; }

  /// Whether the culprit kills the process only together with cases of others.
  bool needsOthers() const { return stage_ == Stage::AllButOne; }

  /// How the culprit's process died; the original death while there is no culprit.
  const Death& death() const { return death_; }

  /// Seconds to wait for each process to die after its cases.
  static constexpr double kLingerS = 1;

 private:
  /// Whose cases the processes judge.
  enum class Stage { OneStrategy, AllStrategies, AllButOne };

  void startNext();
  void takeEnd(const std::vector<Position>& cases, bool hasDied);
  void accuse(const std::vector<Position>& cases);
  void leaveOutEach();
  std::vector<Position> inOrder() const;

  DelayedDeath delayed_;
  Death death_;
  Stage stage_ = Stage::OneStrategy;
  std::deque<std::vector<Position>> suspects_;
  /// In the last stage, the last case of the strategy that each of the suspects leaves out.
  std::deque<Position> leftOut_;
  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  std::unique_ptr<IsolatedProcess> process_;
  /// A strategy alone has killed its process.
  bool isAccused_ = false;
  std::optional<Position> culprit_;
};

}  // namespace swapcheck
