// The failures of several shards as those of one campaign.
#pragma once

#include <vector>

#include "reports/record/failure_record.h"

namespace swapcheck {

/// Failures of all shards, in the order of their first cases. Those of one strategy, property, check and kind of error
/// become one where the shrunk case of one explains that of the other; the earliest stands for them, with the sum of
/// their counts. Others are other mistakes, and follow it. Ids are numbered anew.
std::vector<FailureRecord> mergedFailures(const std::vector<FailureRecord>& all);

}  // namespace swapcheck
