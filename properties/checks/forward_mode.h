// The `forward-mode` property.
#pragma once

#include "generators/tensors/roots.h"

namespace swapcheck {

/// Tangents of the roots that a plan describes: whole numbers, exact in every dtype.
std::vector<HostTensor> tangentsOf(const SwapCase& swapCase, const RootPlan& plan);

}  // namespace swapcheck
