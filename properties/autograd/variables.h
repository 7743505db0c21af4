// What gradients are taken with respect to, and the derivative of the swap there. Every property that differentiates
// asks here and nowhere else: the variables are the roots of the operands.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// Whether gradients are taken with respect to anything at all.
bool hasVariables(const SwapCase& swapCase);

/// "a", "the base of b", for messages.
std::string variableName(const PreparedCase& prepared, size_t k);

/// Forward mode: the tangents of the results that belong to those tangents of the roots of `differentiated`, the
/// prepared case with other operands requiring grad; operands without a root stay.
std::vector<HostTensor> pushedForward(const PreparedCase& prepared, const SwapCase& differentiated,
                                      const std::vector<HostTensor>& tangents);

/// Reverse mode: the gradients of the variables that belong to those cotangents of the results.
std::vector<HostTensor> pulledBack(const PreparedCase& prepared, const std::vector<HostTensor>& cotangents);

}  // namespace swapcheck
