#include "properties/faults/operators_called.h"

#include <ATen/record_function.h>

#include "properties/autograd/cotangent.h"
#include "properties/autograd/reverse_mode.h"

namespace swapcheck {
namespace {

/// Where the names go on this thread; LibTorch's callbacks are plain functions.
thread_local std::set<std::string>* namesHere = nullptr;

std::unique_ptr<at::ObserverContext> noteName(const at::RecordFunction& function) {
  if (namesHere) namesHere->insert(function.name());
  return nullptr;
}

/// Notes the operators of this thread for as long as it lives.
class Recording {
 public:
  explicit Recording(std::set<std::string>& names)
      : callback_(
            at::addThreadLocalCallback(at::RecordFunctionCallback(&noteName).scopes({at::RecordScope::FUNCTION}))) {
    namesHere = &names;
  }
  ~Recording() {
    namesHere = nullptr;
    at::removeCallback(callback_);
  }
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

 private:
  at::CallbackHandle callback_;
};

/// What is thrown was thrown before, and is judged elsewhere.
std::set<std::string> recorded(const Observation& o) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const Inputs inputs = materialise(swapCase, o.prepared.host);
  std::set<std::string> names;
  const Recording recording(names);
  try {
    const std::vector<at::Tensor> results = callSwap(o.strategy.swap, swapCase, inputs);
    if (swapCase.defect == Defect::None)
      gradientsOf(results, inputs.roots, cotangentTensors(swapCase, cotangentsOf(swapCase)), /*createGraph=*/false);
  } catch (...) {
    return names;
  }
  return names;
}

}  // namespace

const std::set<std::string>& operatorsCalled(const Observation& o) {
  if (!o.operators) o.operators = recorded(o);
  return *o.operators;
}

std::optional<std::string_view> firstCalled(const Observation& o, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names)
    if (operatorsCalled(o).contains(std::string(name))) return name;
  return std::nullopt;
}

}  // namespace swapcheck
