// Cotangents, what a backward pass begins with; and other numbers to differentiate along.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// Cotangents of all results: whole numbers from -4 to 4, never 0 (unless the case asks for zeros), the two results
/// weighted differently. An undefined one is all zeros on the host.
std::vector<HostTensor> cotangentsOf(const SwapCase& swapCase);

/// Whether the case gives result number `result` a cotangent at all.
bool hasCotangent(const SwapCase& swapCase, size_t result);

/// Whole numbers from -largest to largest, never 0, of that shape and the case's floating or complex dtype; a stream of
/// their own for each use.
HostTensor wholeNumbers(const SwapCase& swapCase, const Shape& shape, uint64_t stream, int64_t largest);

/// The cotangent as a tensor, laid out as the case asks.
at::Tensor cotangentTensor(const SwapCase& swapCase, const HostTensor& contents);

}  // namespace swapcheck
