// A Python callable as a swap.
#pragma once

#include <pybind11/pybind11.h>
#include <swapcheck/strategy.h>

namespace swapcheck {

/// A swap of that family that calls the function, which may happen on several threads at once and takes the GIL. Its
/// results are a tuple or a list of two tensors, or one tensor of a within-swap; throws std::runtime_error for others,
/// and as `throwRaised` what the function raises.
Swap pythonSwap(Family family, pybind11::object function);

}  // namespace swapcheck
