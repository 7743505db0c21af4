// Judging the saved case of a finding again.
#pragma once

#include "reports/history.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// Judges the finding's case by its property, in this process: twice, or, where it has failed only now and then, until
/// it fails or `kMostTries` are used up. Failed and passed are what is so both times. A failure by another check is one
/// too; one that has been declared as known passes. None, with the reason, for a strategy or a property that is gone, a
/// case that this build cannot read, and a finding that could end this process (crashed, hung, out of memory).
Retest retest(const SavedFinding& finding, const Catalogue& catalogue);

}  // namespace swapcheck
