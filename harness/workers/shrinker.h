// Shrinks a failure in processes that may die of it.
#pragma once

#include <set>

#include "harness/judging/shrink_failure.h"
#include "harness/workers/isolation.h"

namespace swapcheck {

/// Shrinks in a process of its own. When a candidate kills the process, shrinking starts over without it; when the
/// failure itself is a death, each candidate has a process of its own.
class Shrinker {
 public:
  /// `place` is the failure's index among the campaign's. Keeps references to the options.
  Shrinker(const DistinctFailure& failure, size_t place, const CampaignOptions& options,
           const IsolationOptions& isolation, double secondsLeft);

  /// Makes progress without blocking; true when shrinking has ended. Call it regularly.
  bool isDone();

  size_t place() const { return place_; }

  /// The shrunk record; unshrunk when shrinking has not ended.
  FailureRecord record() const;

 private:
  void start();
  std::string work(Channel& channel) const;
  std::optional<FailureRecord> recordFrom(const std::string& text) const;
  void takeDeath(const IsolatedResult& result);
  void giveUp();

  DistinctFailure failure_;
  size_t place_;
  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  ShrinkLimits limits_;
  /// Candidates that killed a process, by evaluation number from 1.
  std::set<uint64_t> deadly_;
  int deaths_ = 0;
  std::optional<IsolatedCall> call_;
  std::optional<FailureRecord> record_;
};

}  // namespace swapcheck
