// Finds the simplest case that still fails.
#pragma once

#include <functional>

#include "harness/counting/campaign_options.h"
#include "harness/judging/describe_failure.h"

namespace swapcheck {

/// Judges a case again; gives the failure if it is the same as before.
using FailsAlike = std::function<std::optional<CaseFailure>(const SwapCase&)>;

struct Shrunk {
  SwapCase swapCase;
  CaseFailure failure;
  ShrinkRecord record;
};

/// Searches RapidCheck's tree of simpler cases greedily, starting at a case that fails with `failure`.
Shrunk shrink(const SwapCase& swapCase, CaseFailure failure, const FailsAlike& failsAlike, const ShrinkLimits& limits);

}  // namespace swapcheck
