// Shrinks a failure in processes that may die of it.
#pragma once

#include <set>

#include "harness/judging/shrink_failure.h"
#include "harness/workers/isolation.h"

namespace swapcheck {

/// Shrinks in a process of its own. A candidate that kills the process is none, and shrinking begins anew without it;
/// where dying is the failure, each candidate has a process of its own.
class Shrinker {
 public:
  /// `place` is that of the failure among the campaign's. Keeps references to the options.
  Shrinker(const DistinctFailure& failure, size_t place, const CampaignOptions& options,
           const IsolationOptions& isolation, double secondsLeft);

  /// Whether it has come to an end; to be asked now and then.
  bool isDone();

  size_t place() const { return place_; }

  /// What came of it; as it was met, when it was not done.
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
  /// Candidates, by the number of the evaluation, from 1, that a process died of.
  std::set<uint64_t> deadly_;
  int deaths_ = 0;
  std::optional<IsolatedCall> call_;
  std::optional<FailureRecord> record_;
};

}  // namespace swapcheck
