// Makes the valid inputs of a case invalid.
#pragma once

#include "generators/tensors/inputs.h"

namespace swapcheck {

/// Puts the case's defect into its valid inputs; its seed chooses among the variants of the defect, which operand or
/// index tensor it strikes, and where. Leaves the inputs of a case without defect alone.
void spoil(Inputs& inputs, const SwapCase& swapCase);

}  // namespace swapcheck
