// A failure that a campaign has found, to be judged again and described.
#pragma once

#include "harness/counting/tally.h"
#include "harness/judging/shrink.h"

namespace swapcheck {

/// Judges a case by one property of one strategy: the failure, if there is one.
using JudgeAgain =
    std::function<std::optional<CaseFailure>(const Strategy&, const Property&, const PreparedCase& prepared)>;

class FoundFailure {
 public:
  /// Keeps references to the failure and the options.
  FoundFailure(const DistinctFailure& found, const CampaignOptions& options, JudgeAgain judgeAgain);

  /// The case of the campaign with that number.
  SwapCase caseAt(uint64_t number) const;

  /// The failure of a case, when it is the same: of the same reported cause, and covered by the same known failure or
  /// by none.
  std::optional<CaseFailure> failsAlike(const SwapCase& swapCase) const;

  /// A record of that case, with the id and first case of the failure.
  FailureRecord described(const SwapCase& swapCase, std::string message) const;

  /// The record of what it was shrunk to by `failsAlike`.
  FailureRecord described(const Shrunk& shrunk, const FailsAlike& failsAlike) const;

 private:
  const DistinctFailure& found_;
  const CampaignOptions& options_;
  JudgeAgain judgeAgain_;
  VerdictCounter counter_;
};

}  // namespace swapcheck
