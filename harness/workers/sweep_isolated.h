// Runs a performance sweep in a process of its own, which strategies may crash or hang.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/processes/isolation.h"
#include "harness/sweep/sweep.h"

namespace swapcheck {

/// Limits of a sweep's process: for one repetition of one benchmark.
inline constexpr ProcessLimits kSweepLimits{60, int64_t{16} << 30};

/// `runSweep` in a process of its own. When a strategy ends the process, the others are swept again in the time that is
/// left, and the document has an entry of the strategy's name that says what happened. Throws InputError, and
/// HarnessError when the process dies before it calls a strategy.
nlohmann::ordered_json runSweepIsolated(const SweepOptions& options, const ProcessLimits& limits = kSweepLimits);

}  // namespace swapcheck
