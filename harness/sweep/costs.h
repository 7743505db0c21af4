// Measures the strategies at one size before the sweep: what a call costs, and which have no backward pass.
#pragma once

#include <functional>

#include "harness/sweep/call.h"

namespace swapcheck {

/// Told whose code runs next.
using BeforeStrategy = std::function<void(const Strategy&)>;

/// For each strategy, `hasBackward`.
std::vector<bool> backwardOf(std::span<const Strategy* const> strategies, const SweepData& data,
                             const BeforeStrategy& before);

/// Seconds of one undisturbed call of each track, after one that warms up. 0 for a track that throws, since its
/// benchmarks will too.
std::vector<double> callSecondsOf(const std::vector<SweepTrack>& tracks, const SweepData& data,
                                  const BeforeStrategy& before);

}  // namespace swapcheck
