// What gradients are taken with respect to, and the derivative of the swap there. Every property that differentiates
// asks here and nowhere else.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// Whether gradients are taken with respect to anything at all.
bool hasVariables(const SwapCase& swapCase);

/// Whether variable `k` takes part: today variable k is operand k, and takes part when it requires grad.
bool isVariable(const SwapCase& swapCase, size_t k);

/// "a", for messages.
std::string variableName(const SwapCase& swapCase, size_t k);

/// The tensors themselves; undefined where the operand does not require grad (any more).
std::vector<at::Tensor> variablesOf(const Observation& observation);

/// Forward mode: the tangents of the results that belong to those tangents of the variables, one for each; zeros for
/// those that take no part.
std::vector<HostTensor> pushedForward(const PreparedCase& prepared, const std::vector<HostTensor>& tangents);

/// Reverse mode: the gradients of the variables that belong to those cotangents of the results.
std::vector<HostTensor> pulledBack(const PreparedCase& prepared, const std::vector<HostTensor>& cotangents);

}  // namespace swapcheck
