// Makes the record of a failure: its case shrunk, and what went wrong on it.
#pragma once

#include "harness/campaign.h"
#include "harness/tally.h"

namespace swapcheck {

/// Shrinks the first case of a failure. One that does not repeat is recorded as flaky, as it was met. Counts, file and
/// replay line are the caller's to fill.
FailureRecord shrinkFailure(const MetFailure& met, const CampaignOptions& options, const ShrinkLimits& limits);

}  // namespace swapcheck
