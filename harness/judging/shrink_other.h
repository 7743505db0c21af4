// Shrinks another mistake behind a failure of a campaign.
#pragma once

#include "harness/judging/found_failure.h"
#include "harness/judging/other_mistakes.h"

namespace swapcheck {

/// The record of another mistake that shows in the suspect, shrunk. Where nothing explains the suspect, or one of its
/// next simpler cases that fails as well, it is shrunk among cases that nothing explains. Otherwise it is shrunk like
/// any failure: when more matters in what comes out than in what explains it, that is another mistake. The id is the
/// failure's own where it is only a variant of what is explained. Nothing when there is none, or it does not repeat.
std::optional<FailureRecord> shrinkOther(const DistinctFailure& failure, const Suspect& suspect,
                                         const CampaignOptions& options, const ShrinkLimits& limits,
                                         const JudgeAgain& judgeAgain);

}  // namespace swapcheck
