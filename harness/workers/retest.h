// Judging the saved case of a finding again.
#pragma once

#include "harness/workers/isolation.h"
#include "reports/history/history.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// Judges the finding's case by its property, in a process of its own: twice, or, where it has failed only now and
/// then, until it fails or `kMostTries` are used up. Failed and passed are what is so both times. A failure by another
/// check is one too; one that has been declared as known passes. What the process does not survive has failed. None,
/// with the reason, for a strategy or a property that is gone, and a case that this build cannot read.
Retest retest(const SavedFinding& finding, const Catalogue& catalogue, const ProcessLimits& limits);

}  // namespace swapcheck
