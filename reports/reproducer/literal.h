// Tensors as expressions of a program, bit for bit.
#pragma once

#include "generators/parts/host_tensor.h"
#include "reports/reproducer/language.h"

namespace swapcheck {

/// An expression that makes a tensor of that dtype, shape and contents: by numbers where a number says it all, else by
/// the bits, as integers that are viewed in the dtype. Regular contents are written as a rule.
std::string literalOf(const Syntax& syntax, const HostTensor& contents);

}  // namespace swapcheck
