// Cotangents, what a backward pass begins with; and other numbers to differentiate along.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// Cotangents of all results: whole numbers from -4 to 4, never 0 (unless the case asks for zeros), the two results
/// weighted differently unless they share one. An undefined one is all zeros on the host.
std::vector<HostTensor> cotangentsOf(const SwapCase& swapCase);

/// Whether the case gives result number `result` a cotangent at all.
bool hasCotangent(const SwapCase& swapCase, size_t result);

/// Whole numbers from -largest to largest, never 0, of that shape and the case's floating or complex dtype; a stream of
/// their own for each use. Equal where the case's cotangents have several elements in one place.
HostTensor wholeNumbers(const SwapCase& swapCase, const Shape& shape, uint64_t stream, int64_t largest);

/// The contents as a tensor that lies as the case's cotangents do: those of `cotangentsOf` or `wholeNumbers`.
at::Tensor laidOut(const SwapCase& swapCase, const HostTensor& contents);

/// The same for any contents of the case's dtype: elements get places of their own.
at::Tensor laidOutApart(const SwapCase& swapCase, const HostTensor& contents);

/// A tensor for each result, undefined where the case gives it no cotangent.
std::vector<at::Tensor> cotangentTensors(const SwapCase& swapCase, const std::vector<HostTensor>& contents);

}  // namespace swapcheck
