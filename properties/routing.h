// The oracle: a swap as a permutation of element positions, computed on the host by plain loops.
#pragma once

#include "generators/tensors/materialise.h"

namespace swapcheck {

/// Where every element of every result comes from. Positions count through the elements of all operands, or of all
/// results, one tensor after the other, row-major.
struct Routing {
  /// Elements of one operand, and of one result.
  int64_t numel = 0;
  /// `source[r]` is the operand position that result position r copies: a permutation.
  std::vector<int64_t> source;

  bool operator==(const Routing&) const = default;
};

/// The routing of a case, from the contents of its selection.
Routing routingOf(const SwapCase& swapCase, const std::vector<HostTensor>& selection);

/// Values: the results that the routing makes of the operands.
std::vector<HostTensor> routed(const Routing& routing, const std::vector<HostTensor>& operands);

/// Reverse mode: the gradients of the operands that belong to those cotangents of the results (the vector-Jacobian
/// product with a permutation matrix, that is the inverse permutation).
std::vector<HostTensor> routedBack(const Routing& routing, const std::vector<HostTensor>& cotangents);

/// Flat positions, in one operand, of the elements that change places.
std::vector<int64_t> swappedPositions(const Routing& routing);

}  // namespace swapcheck
