// The extension module swapcheck._engine.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "harness/commands/command.h"
#include "harness/processes/child_process.h"
#include "harness/storage/host_context.h"
#include "properties/autograd/reverse_mode.h"
#include "properties/state/leaks.h"
#include "python/engine/cases.h"
#include "python/engine/load.h"
#include "python/engine/verification.h"
#include "strategies/loaded/python.h"

namespace py = pybind11;

namespace swapcheck {
namespace {

/// Around a fork Python wants to be told, by a thread that holds the GIL.
void tellPythonOfForks() {
  static PyGILState_STATE state;
  setForkHandlers({.before =
                       [] {
                         state = PyGILState_Ensure();
                         PyOS_BeforeFork();
                       },
                   .inParent =
                       [] {
                         PyOS_AfterFork_Parent();
                         PyGILState_Release(state);
                       },
                   .inChild =
                       [] {
                         PyOS_AfterFork_Child();
                         PyGILState_Release(state);
                       }});
}

/// What is only kept by cycles.
void collectGarbage() {
  const py::gil_scoped_acquire gil;
  PyGC_Collect();
}

/// LibTorch's engine sets again, for a caller in Python, the error that code in Python has raised in a backward pass.
void forgetError() {
  const py::gil_scoped_acquire gil;
  PyErr_Clear();
}

/// The whole program; its exit code.
int runProgramOf(const std::vector<std::string>& words) {
  std::vector<const char*> arguments;
  for (const std::string& word : words) arguments.push_back(word.c_str());
  arguments.push_back(nullptr);
  const py::gil_scoped_release released;
  return runProgram(static_cast<int>(words.size()), arguments.data(), builtinCatalogue());
}

}  // namespace
}  // namespace swapcheck

PYBIND11_MODULE(_engine, module) {
  swapcheck::setPythonLoader(&swapcheck::loadPython);
  swapcheck::tellPythonOfForks();
  swapcheck::setErrorCleaner(&swapcheck::forgetError);
  swapcheck::setGarbageCollector(&swapcheck::collectGarbage);
  module.attr("__version__") = std::string(swapcheck::swapcheckVersion());
  module.def("run_program", &swapcheck::runProgramOf, py::arg("words"));
  swapcheck::addVerification(module);
  swapcheck::addCases(module);
}
