// The contents of a case's tensors on the host.
#pragma once

#include "generators/case/case.h"

namespace swapcheck {

/// The contents of a case on the host: a pure function of the description. Elements that are one place in memory are
/// equal (but for a lazy conjugation or negation): the first of them decides.
struct HostInputs {
  std::vector<HostTensor> operands;
  /// The mask; the index tensors; or i and j.
  std::vector<HostTensor> selection;
};

HostInputs hostInputsOf(const SwapCase& swapCase);

}  // namespace swapcheck
