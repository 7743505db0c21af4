#include "python/engine/python_swap.h"

#include <fmt/format.h>
#include <torch/csrc/autograd/python_variable.h>

#include <stdexcept>

#include "python/engine/python_error.h"
#include "python/engine/to_python.h"

namespace py = pybind11;

namespace swapcheck {
namespace {

/// Shared by copies of a swap, which may be destroyed on any thread.
using SharedFunction = std::shared_ptr<py::object>;

SharedFunction shared(py::object function) {
  return {new py::object(std::move(function)), [](py::object* held) {
            const py::gil_scoped_acquire gil;
            delete held;
          }};
}

[[noreturn]] void refuseResult(const py::object& function, const char* expected, const py::handle& got) {
  const std::string name =
      py::hasattr(function, "__qualname__") ? py::str(function.attr("__qualname__")) : py::repr(function);
  throw std::runtime_error(fmt::format("{} returned {}: expected {}", name,
                                       py::type::of(got).attr("__name__").cast<std::string>(), expected));
}

bool isTensor(const py::handle& value) { return THPVariable_Check(value.ptr()); }

TensorPair pairOf(const py::object& function, const py::object& result) {
  constexpr const char* kExpected = "a pair of tensors";
  if (!PyTuple_Check(result.ptr()) && !PyList_Check(result.ptr())) refuseResult(function, kExpected, result);
  const auto items = py::reinterpret_borrow<py::sequence>(result);
  if (items.size() != 2)
    throw std::runtime_error(fmt::format("{} results were returned: expected {}", items.size(), kExpected));
  for (const py::handle item : items)
    if (!isTensor(item)) refuseResult(function, "a pair of tensors, in one of whose places it is", item);
  return {THPVariable_Unpack(items[0].ptr()), THPVariable_Unpack(items[1].ptr())};
}

at::Tensor oneOf(const py::object& function, const py::object& result) {
  if (!isTensor(result)) refuseResult(function, "a tensor", result);
  return THPVariable_Unpack(result.ptr());
}

/// What `read` makes of the function's result.
template <typename Read, typename... Inputs>
auto called(const SharedFunction& function, const Read& read, const Inputs&... inputs) {
  const py::gil_scoped_acquire gil;
  try {
    return read(*function, (*function)(toPython(inputs)...));
  } catch (const py::error_already_set& error) {
    throwRaised(error);
  }
}

}  // namespace

Swap pythonSwap(Family family, py::object callable) {
  const SharedFunction function = shared(std::move(callable));
  const auto pairOfCall = [function](const auto&... inputs) { return called(function, pairOf, inputs...); };
  switch (family) {  // NOLINT(bugprone-branch-clone): of different types
    case Family::Whole: return WholeSwap(pairOfCall);
    case Family::Masked: return MaskedSwap(pairOfCall);
    case Family::Indexed: return IndexedSwap(pairOfCall);
    case Family::Within: break;
  }
  return WithinSwap([function](const auto&... inputs) { return called(function, oneOf, inputs...); });
}

}  // namespace swapcheck
