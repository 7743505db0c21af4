// The performance sweep: every strategy over sizes, densities and passes, with Google Benchmark.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>

#include "harness/sweep/plan.h"

namespace swapcheck {

struct SweepProgress {
  /// Finished repetitions of benchmarks, and their total.
  int64_t done = 0;
  int64_t total = 0;
  /// The benchmark that finished last.
  std::string name;
};

struct SweepOptions {
  /// What is swept, in this order; at least one, none null, names different. They outlive the sweep.
  std::vector<const Strategy*> strategies;
  SweepEffort effort = SweepEffort::Default;
  /// Most seconds for everything, preparation included. When given, it chooses how much is swept, in place of the
  /// effort. Default: the effort's own.
  std::optional<double> budgetS = {};
  /// Exactly this much is swept, whatever effort and budget say; a budget still ends it. Default: chosen.
  std::optional<SweepExtent> extent = {};
  /// LibTorch's threads inside one operator, 1 or more.
  int threads = 1;
  /// Further entries of the document's context.
  std::map<std::string, std::string> context = {};
  /// Called before the code of a strategy, by its place in `strategies`, runs; may be empty.
  std::function<void(size_t)> beforeStrategy = {};
  /// Called after each repetition, on the calling thread; may be empty.
  std::function<void(const SweepProgress&)> onProgress = {};
  /// Asked before each repetition; once it says true, the sweep ends with what it has. May be empty.
  std::function<bool()> stopRequested = {};
};

/// Sweeps, and gives the document that Google Benchmark's JSON reporter writes. Its benchmarks are named as
/// `benchmarkName` says, and labelled with the family of their strategy; items per second are elements of one operand.
/// A strategy that throws shows as `error_occurred`. Added to the context, as strings: libtorch, dtype, threads,
/// effort, elements, densities, repetitions, min_time_s, no_backward (strategies whose results never require grad, so
/// that they have no backward pass), ended ("complete", "clock" or "stop"), unmeasured (benchmarks that the end cut
/// off), duration_s and, when it could be measured, aa_noise (`aaNoise`). Throws InputError. Do not call it while a
/// sweep is running: the process has only one Google Benchmark registry, which is cleared.
nlohmann::ordered_json runSweep(const SweepOptions& options);

}  // namespace swapcheck
