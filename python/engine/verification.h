// Judging a Python callable in this process, and the results of a run, for the package.
#pragma once

#include <pybind11/pybind11.h>

namespace swapcheck {

/// Adds verify, replay, read_run and property_names.
void addVerification(pybind11::module_& module);

}  // namespace swapcheck
