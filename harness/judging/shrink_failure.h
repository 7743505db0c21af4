// Shrinks a failure of a campaign and describes it.
#pragma once

#include "harness/counting/tally.h"
#include "harness/judging/shrink.h"

namespace swapcheck {

/// Judges a case by one property of one strategy: the failure, if there is one.
using JudgeAgain =
    std::function<std::optional<CaseFailure>(const Strategy&, const Property&, const PreparedCase& prepared)>;

/// Judges in this process.
std::optional<CaseFailure> judgeHere(const Strategy& strategy, const Property& property, const PreparedCase& prepared);

/// The record of a failure, shrunk. Where its case does not fail so any more, or did not at once, it is flaky. Its
/// count is the caller's to fill.
FailureRecord shrinkFailure(const DistinctFailure& failure, const CampaignOptions& options, const ShrinkLimits& limits,
                            const JudgeAgain& judgeAgain);

/// The same without shrinking, on the case that it was met on.
FailureRecord describeUnshrunk(const DistinctFailure& failure, const CampaignOptions& options);

}  // namespace swapcheck
