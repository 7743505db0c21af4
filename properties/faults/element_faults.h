// Faults of LibTorch's that change the bits of single elements, told by the elements.
#pragma once

#include <functional>
#include <set>

#include "generators/case/features.h"
#include "properties/observation.h"

namespace swapcheck {

/// Which check of `values`, and of `determinism`, an element's other bits belong to when a fault of LibTorch's
/// foretells them: where the element comes from an operand that the fault strikes, where an operator was called that
/// has it, and where the bits are those that it makes. `libtorchFaults` has a known failure for each.
class ElementFaults {
 public:
  explicit ElementFaults(const Observation& observation);

  /// The check for one element of a result, or nothing when some of its bits are explained by no fault. Of real and
  /// imaginary part each may have its own: the first counts.
  std::optional<std::string_view> explaining(size_t result, int64_t element, const HostTensor& expected,
                                             const HostTensor& got) const;

 private:
  const Observation& observation_;
  FeatureSet features_;
};

/// The checks that it gives.
std::vector<std::string_view> elementFaultChecks();

}  // namespace swapcheck
