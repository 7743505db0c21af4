// Shrinks a failure in processes that may die of it.
#pragma once

#include <set>

#include "harness/judging/shrink_failure.h"

namespace swapcheck {

/// Shrinks in a process of its own. A candidate that kills the process is none, and shrinking begins anew without it;
/// where dying is the failure, each candidate has a process of its own.
class Shrinker {
 public:
  /// `met` is place `place` of the campaign's failures. Keeps references to the options.
  Shrinker(const MetFailure& met, size_t place, const CampaignOptions& options, const IsolationOptions& isolation,
           double secondsLeft);

  /// Whether it has come to an end; to be asked now and then.
  bool isDone();

  size_t place() const { return place_; }

  /// What came of it; as it was met, when it was not done.
  FailureRecord record() const;

 private:
  void start();
  void work(Channel& channel) const;
  void takeDeath();

  MetFailure met_;
  size_t place_;
  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  ShrinkLimits limits_;
  /// Candidates, in order of evaluation, that a process died of.
  std::set<uint64_t> deadly_;
  int deaths_ = 0;
  std::unique_ptr<IsolatedProcess> process_;
  std::optional<FailureRecord> record_;
};

}  // namespace swapcheck
