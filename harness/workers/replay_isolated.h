// Judging one described case again in a process that may die of it.
#pragma once

#include "harness/judging/replay.h"
#include "harness/workers/isolation.h"

namespace swapcheck {

/// As `replayUntilFailure`, in a process of its own. Of a process that dies there is only the check of the property
/// that it was at: a failure whose outcome is a death.
std::vector<ReplayedCheck> replayIsolated(const Strategy& strategy, const SwapCase& swapCase,
                                          const std::vector<const Property*>& properties, int mostTries,
                                          const ProcessLimits& limits);

}  // namespace swapcheck
