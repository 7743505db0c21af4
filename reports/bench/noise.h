// The A/A noise of a sweep: how far apart two measurements of the same thing are.
#pragma once

#include <optional>

#include "reports/bench/document.h"

namespace swapcheck {

/// The largest difference between the median items per second of a twin and its original, as a share of the smaller
/// one: 0.1 is ten percent. A change that is no larger is inconclusive. Nothing when no pair has medians.
std::optional<double> aaNoise(const BenchDocument& bench);

}  // namespace swapcheck
