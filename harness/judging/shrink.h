// Finds the simplest case that still fails.
#pragma once

#include <functional>

#include "harness/counting/campaign_options.h"
#include "harness/judging/describe_failure.h"

namespace swapcheck {

/// Judges a case anew: the failure, if it is the same failure as before.
using FailsAlike = std::function<std::optional<CaseFailure>(const SwapCase&)>;

struct Shrunk {
  SwapCase swapCase;
  CaseFailure failure;
  ShrinkRecord record;
};

/// Descends greedily through RapidCheck's tree of simpler cases, from a case that fails with `failure`.
Shrunk shrink(const SwapCase& swapCase, CaseFailure failure, const FailsAlike& failsAlike, const ShrinkLimits& limits);

}  // namespace swapcheck
