#include "python/engine/python_error.h"

#include <c10/util/Exception.h>

#include <stdexcept>

#include "strategies/broken_promise.h"

namespace py = pybind11;

namespace swapcheck {
namespace {

struct Raised {
  std::string text;
  bool isClear;
  /// Of a broken promise, or empty.
  std::string property;
  std::string check;
};

Raised raisedBy(const py::error_already_set& error) {
  if (error.trace()) PyException_SetTraceback(error.value().ptr(), error.trace().ptr());
  const py::tuple described = py::module_::import("swapcheck._errors").attr("describe")(error.value());
  return {described[0].cast<std::string>(), described[1].cast<bool>(), described[2].cast<std::string>(),
          described[3].cast<std::string>()};
}

}  // namespace

void throwRaised(const py::error_already_set& error) {
  const Raised raised = raisedBy(error);
  if (!raised.property.empty()) throw BrokenPromise(raised.property, raised.check, raised.text);
  if (raised.isClear) throw c10::Error({__func__, __FILE__, __LINE__}, raised.text);
  throw std::runtime_error(raised.text);
}

}  // namespace swapcheck
