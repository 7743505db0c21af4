// The command that shows a saved failure again.
#pragma once

#include <filesystem>

#include "reports/record/failure_record.h"

namespace swapcheck {

/// Gives a failure its file in that run folder, and its replay line, which loads the failure's sources.
void placeFailure(FailureRecord& failure, const std::filesystem::path& folder);

}  // namespace swapcheck
