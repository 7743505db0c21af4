#include "python/engine/python_error.h"

#include <c10/util/Exception.h>

#include <stdexcept>

namespace py = pybind11;

namespace swapcheck {
namespace {

struct Raised {
  std::string text;
  bool isClear;
};

Raised raisedBy(const py::error_already_set& error) {
  if (error.trace()) PyException_SetTraceback(error.value().ptr(), error.trace().ptr());
  const py::tuple described = py::module_::import("swapcheck._errors").attr("describe")(error.value());
  return {described[0].cast<std::string>(), described[1].cast<bool>()};
}

}  // namespace

void throwRaised(const py::error_already_set& error) {
  const Raised raised = raisedBy(error);
  if (raised.isClear) throw c10::Error({__func__, __FILE__, __LINE__}, raised.text);
  throw std::runtime_error(raised.text);
}

}  // namespace swapcheck
