// The command that reproduces a saved failure.
#pragma once

#include <filesystem>

#include "reports/record/failure_record.h"

namespace swapcheck {

/// Sets a failure's file in that run folder, and its replay line, which loads the failure's sources.
void placeFailure(FailureRecord& failure, const std::filesystem::path& folder);

}  // namespace swapcheck
