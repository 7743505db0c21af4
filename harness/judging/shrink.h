// Finds the simplest case that still fails.
#pragma once

#include <functional>

#include "generators/case/case.h"
#include "properties/outcome.h"
#include "reports/record/run_record.h"

namespace swapcheck {

struct ShrinkLimits {
  /// Judged cases: the bound that makes the answer the same on every machine.
  int64_t evaluations = 500;
  /// A safety net for slow strategies, in seconds. Where it cuts in, the record says "clock".
  double seconds = 10;
};

/// Judges a case anew: the failure, if it is the same failure as before.
using FailsAlike = std::function<std::optional<Falsified>(const SwapCase&)>;

struct Shrunk {
  SwapCase swapCase;
  Falsified failure;
  ShrinkRecord record;
};

/// Descends greedily through RapidCheck's tree of simpler cases, from a case that fails with `failure`.
Shrunk shrink(const SwapCase& swapCase, Falsified failure, const FailsAlike& failsAlike, const ShrinkLimits& limits);

}  // namespace swapcheck
