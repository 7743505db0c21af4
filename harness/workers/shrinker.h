// Shrinks a failure in processes that may die of it.
#pragma once

#include <set>

#include "harness/campaign/described_failures.h"
#include "harness/judging/shrink_failure.h"
#include "harness/processes/isolation.h"

namespace swapcheck {

/// Shrinks in a process of its own. When a candidate kills the process, shrinking starts over without it; when the
/// failure itself is a death, each candidate has a process of its own.
class Shrinker {
 public:
  /// Keeps references to the options.
  Shrinker(const DistinctFailure& failure, ShrinkTask task, const CampaignOptions& options,
           const IsolationOptions& isolation, double secondsLeft);

  /// Makes progress without blocking; true when shrinking has ended. Call it regularly.
  bool isDone();

  const ShrinkTask& task() const { return task_; }

  /// The shrunk record, once shrinking has ended; nothing where there is no other mistake.
  const std::optional<FailureRecord>& record() const { return record_; }

 private:
  void start();
  std::string work(Channel& channel) const;
  std::optional<FailureRecord> shrunk(const JudgeAgain& judgeAgain) const;
  std::optional<FailureRecord> recordFrom(const std::string& text) const;
  std::optional<FailureRecord> unshrunk() const;
  void takeDeath(const IsolatedResult& result);
  void giveUp();

  DistinctFailure failure_;
  ShrinkTask task_;
  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  ShrinkLimits limits_;
  /// Candidates that killed a process, by evaluation number from 1.
  std::set<uint64_t> deadly_;
  int deaths_ = 0;
  std::optional<IsolatedCall> call_;
  bool isDone_ = false;
  std::optional<FailureRecord> record_;
};

}  // namespace swapcheck
