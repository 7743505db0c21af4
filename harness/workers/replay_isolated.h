// Judging one described case again in a process that may die of it.
#pragma once

#include "harness/workers/isolation.h"
#include "harness/judging/replay.h"

namespace swapcheck {

/// As `replayUntilFailure`, in a process of its own. Of a process that dies there is only the check of the property
/// that it was at: a failure with the outcome "crashed", "hung" or "out-of-memory".
std::vector<ReplayedCheck> replayIsolated(const Strategy& strategy, const SwapCase& swapCase,
                                          const std::vector<const Property*>& properties,
                                          std::string_view libtorchVersion, int mostTries, const ProcessLimits& limits);

}  // namespace swapcheck
