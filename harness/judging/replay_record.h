// A replayed case as a run record.
#pragma once

#include "harness/storage/failure_file.h"
#include "properties/property.h"

namespace swapcheck {

/// The record of judging the strategy, which is of the case's family, on that case alone, in this process; again and
/// again where the failure was flaky. Throws InputError.
RunRecord replayRecord(const Strategy& strategy, const FailureFile& file,
                       const std::vector<const Property*>& properties);

}  // namespace swapcheck
