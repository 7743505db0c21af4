// Gradients after the caller has changed in place what went into the call.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// Calls the swap on new inputs, overwrites selection and operands as an in-place operation does (their version
/// counters move), and runs backward: it gives the gradients of the call that was made, or refuses by throwing. Other
/// gradients are the check "changed-after". Nothing where the call throws, or results lie in operands: others judge
/// that.
std::optional<Falsified> compareAfterChange(const Observation& observation);

}  // namespace swapcheck
