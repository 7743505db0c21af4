// A strategy called by several callers at once.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// The same case with other values, finite ones and no zeros, and another selection: shared state passes unseen among
/// callers that all have the same. `caller` counts from 1.
SwapCase siblingOf(SwapCase swapCase, size_t caller);

/// Has as many callers as the case asks for call the strategy at once: taking turns at LibTorch's operators, which
/// brings out shared state on every run, on inputs of their own, whose values and selections differ, and all on the
/// same tensors; and freely. Returns the first caller that threw or whose results are not its own, as the check
/// "concurrent". The results of the observation are usable.
std::optional<Falsified> compareConcurrentCalls(const Observation& observation);

}  // namespace swapcheck
