// Shrinks a failure of a campaign and describes it.
#pragma once

#include "harness/counting/tally.h"
#include "harness/judging/other_mistakes.h"
#include "harness/judging/shrink.h"

namespace swapcheck {

/// Judges a case by one property of one strategy: the failure, if there is one.
using JudgeAgain =
    std::function<std::optional<CaseFailure>(const Strategy&, const Property&, const PreparedCase& prepared)>;

/// Judges in this process.
std::optional<CaseFailure> judgeHere(const Strategy& strategy, const Property& property, const PreparedCase& prepared);

/// The record of a failure, shrunk. It is flaky when its case does not fail that way again. The caller fills in its
/// count.
FailureRecord shrinkFailure(const DistinctFailure& failure, const CampaignOptions& options, const ShrinkLimits& limits,
                            const JudgeAgain& judgeAgain);

/// The record of another mistake that shows in the suspect, or, where the suspect is explained, in one of its next
/// simpler cases: shrunk among cases that nothing explains. Its id is the failure's own where it is only a variant of
/// what is explained. Nothing when there is none, or it does not repeat.
std::optional<FailureRecord> shrinkOther(const DistinctFailure& failure, const Suspect& suspect,
                                         const CampaignOptions& options, const ShrinkLimits& limits,
                                         const JudgeAgain& judgeAgain);

/// The record of a failure without shrinking, on the case where it was found.
FailureRecord describeUnshrunk(const DistinctFailure& failure, const CampaignOptions& options);

}  // namespace swapcheck
