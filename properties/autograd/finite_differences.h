// Finite differences of a swap, exact.
#pragma once

#include <stdexcept>

#include "properties/observation.h"

namespace swapcheck {

/// A strategy that throws or gives unusable results near the operands' values.
struct DifferenceError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The contents of the case's tensors with the operands moved by `step` along `direction`.
HostInputs movedInputs(const PreparedCase& prepared, double step, const std::vector<Components>& direction);

/// The central difference (f(x + h d) - f(x - h d)) / 2h of the strategy f along `direction` d, which gives for every
/// component of every operand a whole number of at most `kMaxGridMove`; h is the grid step of the case's fill, which
/// must have one. Operands and both neighbours are exact in the dtype and the quotient is exact in double, so for a
/// swap the result is exactly the Jacobian-vector product. One vector a result.
/// Throws DifferenceError.
std::vector<Components> centralDifference(const Strategy& strategy, const PreparedCase& prepared,
                                          const std::vector<Components>& direction);

}  // namespace swapcheck
