// The `second-order` property. The results are made the loss sum(W * result^2) / 2 with diagonal weights W: its
// gradient is P^T W P x for the swap's matrix P, and its Hessian, the derivative of that gradient, is P^T W P whatever
// x is. All numbers are whole and small, so that every dtype has them exactly, and special values do not matter.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// The weights W of one result, a real number for each element: -2, -1, 1 or 2.
HostTensor weightsOf(const SwapCase& swapCase, size_t result);

/// What the Hessian is multiplied with: numbers for each variable.
std::vector<HostTensor> vectorsOf(const PreparedCase& prepared);

/// The Hessian-vector products that the routing gives.
std::vector<HostTensor> expectedProducts(const PreparedCase& prepared, const std::vector<HostTensor>& vectors);

}  // namespace swapcheck
