// What really stands in the tensors of a case, whatever its patterns are called.
#pragma once

#include "generators/parts/host_tensor.h"

namespace swapcheck {

/// Of a tensor of any dtype: whether a component of an element is such a number. An integer is none but the last.
bool hasNaN(const HostTensor& tensor);
bool hasInfinity(const HostTensor& tensor);
bool hasZero(const HostTensor& tensor);
bool hasNegativeZero(const HostTensor& tensor);
bool hasSubnormal(const HostTensor& tensor);

/// The largest finite magnitude; of integer dtypes, the largest or the least number, if that is not 0.
bool hasLargest(const HostTensor& tensor);

struct IndexFacts {
  /// An index counts from the end.
  bool negative = false;
  /// A position is named twice.
  bool repeated = false;
  /// The last position is named.
  bool last = false;
  /// Every position is named, and there are some.
  bool everything = false;
};

/// Of index tensors for operands of that shape.
IndexFacts indexFactsOf(const std::vector<HostTensor>& index, const Shape& shape);

}  // namespace swapcheck
