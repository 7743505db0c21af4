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

void runBackwardOf(const std::vector<at::Tensor>& results, const SwapCase& swapCase, const Inputs& inputs) {
  const std::vector<at::Tensor> given = cotangentTensors(swapCase, cotangentsOf(swapCase));
  std::vector<at::Tensor> outputs, cotangents;
  for (size_t r = 0; r < results.size(); ++r)
    if (results[r].defined() && results[r].requires_grad() && given[r].defined()) {
      outputs.push_back(results[r]);
      cotangents.push_back(given[r]);
    }
  gradientsOf(outputs, inputs.roots, cotangents, /*createGraph=*/false);
}

/// What is thrown was thrown before, and is judged elsewhere.
std::set<std::string> recorded(const Observation& o) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const Inputs inputs = materialise(swapCase, o.prepared.host);
  std::set<std::string> names;
  const Recording recording(names);
  try {
    const std::vector<at::Tensor> results = callSwap(o.strategy.swap, swapCase, inputs);
    if (swapCase.defect == Defect::None) runBackwardOf(results, swapCase, inputs);
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

}  // namespace swapcheck
