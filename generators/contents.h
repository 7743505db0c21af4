// What really stands in the tensors of a case, whatever its patterns are called.
#pragma once

#include "generators/host_tensor.h"

namespace swapcheck {

/// Of an element of any dtype: whether a component of it is such a number. An integer is none but the last.
bool isNaNAt(const HostTensor& tensor, int64_t flat);
bool isInfinityAt(const HostTensor& tensor, int64_t flat);
bool isZeroAt(const HostTensor& tensor, int64_t flat);
bool isNegativeZeroAt(const HostTensor& tensor, int64_t flat);
bool isSubnormalAt(const HostTensor& tensor, int64_t flat);

/// The largest finite magnitude; of integer dtypes, the largest or the least number, if that is not 0.
bool isLargestAt(const HostTensor& tensor, int64_t flat);

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
