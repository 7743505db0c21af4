// Values between Python and C++. The caller holds the GIL.
#pragma once

#include <ATen/core/Tensor.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <vector>

namespace swapcheck {

/// The very tensor; None for an undefined one.
pybind11::object toPython(const at::Tensor& tensor);

/// A tuple.
pybind11::object toPython(const std::vector<at::Tensor>& tensors);

pybind11::object toPython(int64_t number);

/// The tensor that a value is. Throws pybind11::type_error for another one.
at::Tensor tensorFrom(const pybind11::handle& value);

}  // namespace swapcheck
