// Comparing reverse mode with finite differences.
#pragma once

#include "properties/autograd/cotangent.h"
#include "properties/autograd/finite_differences.h"
#include "properties/autograd/reverse_mode.h"

namespace swapcheck {

/// Components of one operand up to which the whole Jacobian is compared.
inline constexpr int64_t kMaxJacobianComponents = 4;

/// Of the components of the roots that operands have elements on, number `column` moves by 1.
std::vector<Components> unitDirection(const PreparedCase& prepared, size_t column);

/// Whole numbers from -kMaxGridMove to kMaxGridMove but 0 where operands have elements, 0 elsewhere.
std::vector<Components> randomDirection(const PreparedCase& prepared);

/// Compares the whole Jacobian, row by row of reverse mode against column by column of finite differences.
std::optional<Falsified> compareJacobians(const Observation& observation);

/// Compares, along one random direction d of whole numbers, <reverse-mode gradients, d> with the finite difference of
/// the loss that weights the results with the cotangents (summed in double, exactly).
std::optional<Falsified> compareAlongDirection(const Observation& observation, const Gradients& gradients,
                                               const std::vector<HostTensor>& cotangents);

}  // namespace swapcheck
