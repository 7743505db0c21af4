// A replayed case as a run record.
#pragma once

#include "harness/storage/failure_file.h"
#include "properties/property.h"

namespace swapcheck {

/// The record of judging the strategy, whose family must be the case's, on that case alone, in this process; repeatedly
/// when the failure was flaky. Throws InputError.
RunRecord replayRecord(const Strategy& strategy, const FailureFile& file,
                       const std::vector<const Property*>& properties);

}  // namespace swapcheck
