// Judging the saved case of a finding again.
#pragma once

#include "harness/processes/isolation.h"
#include "reports/history/history.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// Judges the finding's case by its property, in a process of its own: twice, or, if it is flaky, until it fails or
/// `kMostTries` are used up. Failed and Passed mean both times. A failure by another check counts as failed; one that
/// is now declared as known counts as passed; a death counts as failed. None, with the reason, when the strategy or
/// property no longer exists or this build cannot read the case.
Retest retest(const SavedFinding& finding, const Catalogue& catalogue, const ProcessLimits& limits);

}  // namespace swapcheck
