// What a run prints of its history: re-tests, and what has changed.
#pragma once

#include "reports/history/history.h"

namespace swapcheck {

/// The result of a finding's re-test, in one line; empty for a fixed one that still passes or was not judged.
std::string retestText(const SavedFinding& finding, const Retest& retest);

/// A change worth a line of its own: the finding has returned, or its saved case passed (`casePassed`) but another one
/// failed the same way. Empty for any other.
std::string changeText(const FindingChange& change, bool casePassed);

/// "1 new, 2 open, 3 fixed findings", "no findings".
std::string tallyText(const std::vector<SavedFinding>& findings);

}  // namespace swapcheck
