// The inputs of a case as a person reads them.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

/// Operands with what is special about their layout and autograd state, then the selection; what changes places is
/// marked.
std::vector<Grid> describeInputs(const PreparedCase& prepared);

}  // namespace swapcheck
