// The performance sweep into a run folder, as `bench` and `nightly` do it.
#pragma once

#include "harness/commands/command.h"
#include "harness/runs/run_folder.h"
#include "harness/sweep/sweep.h"

namespace swapcheck {

struct BenchOptions {
  std::vector<const Strategy*> strategies;
  SweepEffort effort = SweepEffort::Default;
  /// Seconds that the sweep may take; none: as the effort says.
  std::optional<double> budgetS = std::nullopt;
};

/// Sweeps, showing the progress, and writes bench.json; what that says.
BenchDocument benchInto(const RunFolder& folder, const BenchOptions& options, const CommandContext& context);

}  // namespace swapcheck
