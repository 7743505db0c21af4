// Cases for property-based tests in Python.
#pragma once

#include <pybind11/pybind11.h>

namespace swapcheck {

/// Adds the class Case, case_of_seed, minimal and same_bits.
void addCases(pybind11::module_& module);

}  // namespace swapcheck
