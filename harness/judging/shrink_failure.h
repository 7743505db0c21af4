// Makes the record of a failure: its case shrunk, and what went wrong on it.
#pragma once

#include "harness/campaign/campaign.h"
#include "harness/counting/tally.h"

namespace swapcheck {

/// Judges a case once more, by the property of a cell.
using JudgeAgain = std::function<std::optional<Falsified>(const Cell&, const PreparedCase&)>;

/// Shrinks the first case of a failure. One that does not repeat is recorded as it was met, and as flaky where no known
/// failure covers it. The count, file and replay line are the caller's to fill.
FailureRecord shrinkFailure(const MetFailure& met, const CampaignOptions& options, const ShrinkLimits& limits,
                            const JudgeAgain& judgeAgain);

/// The failure as it was met, when there is no time to shrink it.
FailureRecord describeUnshrunk(const MetFailure& met, const CampaignOptions& options);

}  // namespace swapcheck
