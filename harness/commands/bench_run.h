// Runs the performance sweep into a run folder, for `bench` and `nightly`.
#pragma once

#include "harness/commands/command.h"
#include "harness/runs/run_folder.h"
#include "harness/sweep/sweep.h"

namespace swapcheck {

struct BenchOptions {
  std::vector<const Strategy*> strategies;
  SweepEffort effort = SweepEffort::Default;
  /// Seconds that the sweep may take; none: the effort's own.
  std::optional<double> budgetS = std::nullopt;
};

/// Sweeps, showing progress, writes bench.json and returns its content.
BenchDocument benchInto(const RunFolder& folder, const BenchOptions& options, const CommandContext& context);

}  // namespace swapcheck
