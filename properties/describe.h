// The inputs of a case as a person reads them.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// Operands with what is special about their layout and autograd state, then the selection; what changes places is
/// marked. Of a case with a defect, the spoilt inputs as the strategy gets them; what was spoilt inside a tensor is
/// marked.
std::vector<Grid> describeInputs(const PreparedCase& prepared);

}  // namespace swapcheck
