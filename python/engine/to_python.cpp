#include "python/engine/to_python.h"

#include <torch/csrc/autograd/python_variable.h>

namespace py = pybind11;

namespace swapcheck {

py::object toPython(const at::Tensor& tensor) {
  auto object = py::reinterpret_steal<py::object>(THPVariable_Wrap(tensor));
  if (!object) throw py::error_already_set();
  return object;
}

py::object toPython(const std::vector<at::Tensor>& tensors) {
  py::tuple tuple(tensors.size());
  for (size_t k = 0; k < tensors.size(); ++k) tuple[k] = toPython(tensors[k]);
  return tuple;
}

at::Tensor tensorFrom(const py::handle& value) {
  if (!THPVariable_Check(value.ptr()))
    throw py::type_error("expected a tensor, got " + py::type::of(value).attr("__name__").cast<std::string>());
  return THPVariable_Unpack(value.ptr());
}

py::object toPython(int64_t number) { return py::int_(number); }

}  // namespace swapcheck
