// The contents of a case's tensors on the host.
#pragma once

#include "generators/case.h"

namespace swapcheck {

/// The contents of a case on the host: a pure function of the description.
struct HostInputs {
  std::vector<HostTensor> operands;
  /// The mask; the index tensors; or i and j.
  std::vector<HostTensor> selection;
};

HostInputs hostInputsOf(const SwapCase& swapCase);

}  // namespace swapcheck
