// Judging one described case again in a process that may die of it.
#pragma once

#include "harness/judging/replay.h"
#include "harness/processes/isolation.h"

namespace swapcheck {

/// `replayUntilFailure` in a process of its own. When the process dies, the only check is that of the current property:
/// a failure whose outcome is a death.
std::vector<ReplayedCheck> replayIsolated(const Strategy& strategy, const SwapCase& swapCase,
                                          const std::vector<const Property*>& properties, int mostTries,
                                          const ProcessLimits& limits);

}  // namespace swapcheck
