// Shrinks a failure of a campaign and describes it.
#pragma once

#include "harness/judging/found_failure.h"

namespace swapcheck {

/// Judges in this process.
std::optional<CaseFailure> judgeHere(const Strategy& strategy, const Property& property, const PreparedCase& prepared);

/// The record of a failure, shrunk. It is flaky when its case does not fail that way again. The caller fills in its
/// count.
FailureRecord shrinkFailure(const DistinctFailure& failure, const CampaignOptions& options, const ShrinkLimits& limits,
                            const JudgeAgain& judgeAgain);

/// The record of a failure without shrinking, on the case where it was found.
FailureRecord describeUnshrunk(const DistinctFailure& failure, const CampaignOptions& options);

}  // namespace swapcheck
