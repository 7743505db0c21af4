// What the commands print of a history.
#pragma once

#include "reports/history/history.h"

namespace swapcheck {

/// Two tables in at most 100 columns (longer names aside): runs and findings.
std::string historyText(const std::vector<SavedRun>& runs, const std::vector<SavedFinding>& findings);

/// The same as data, and what the tables leave out.
nlohmann::ordered_json historyJson(const std::vector<SavedRun>& runs, const std::vector<SavedFinding>& findings);

}  // namespace swapcheck
