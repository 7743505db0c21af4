// Tensors as expressions of a program, bit for bit.
#pragma once

#include "generators/parts/host_tensor.h"
#include "reports/reproducer/language.h"

namespace swapcheck {

/// An expression that makes a tensor of that dtype, shape and contents: by numbers when they are exact, else by the
/// bits, as integers viewed in the dtype. Regular contents become torch.full or torch.arange.
std::string literalOf(const Syntax& syntax, const HostTensor& contents);

}  // namespace swapcheck
