#include "strategies/script_function.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>

#include "strategies/script_error.h"

namespace swapcheck {
namespace {

using torch::jit::Stack;

void addKind(std::string& kind, const at::Tensor& tensor) {
  if (!tensor.defined()) {
    kind += " undefined";
    return;
  }
  kind += std::string(" ") + c10::toString(tensor.scalar_type()) + "[" + std::to_string(tensor.dim()) + "]";
  if (tensor.requires_grad()) kind += "'";
}

/// What an executor specialises its graph for.
std::string kindOf(const std::vector<c10::IValue>& arguments) {
  std::string kind = c10::GradMode::is_enabled() ? "grad" : "no grad";
  if (c10::InferenceMode::is_enabled()) kind += ", inference";
  for (const c10::IValue& argument : arguments) {
    if (argument.isTensor()) addKind(kind, argument.toTensor());
    if (!argument.isTensorList()) continue;
    kind += " list";
    for (const at::Tensor& tensor : argument.toTensorVector()) addKind(kind, tensor);
  }
  return kind;
}

at::Tensor copyOf(const at::Tensor& tensor) {
  if (!tensor.defined()) return tensor;
  at::Tensor copy = tensor.detach().clone();
  if (tensor.requires_grad()) copy.set_requires_grad(true);
  return copy;
}

c10::IValue copyOf(const c10::IValue& argument) {
  if (argument.isTensor()) return copyOf(argument.toTensor());
  if (!argument.isTensorList()) return argument;
  c10::List<at::Tensor> copies;
  for (const at::Tensor& tensor : argument.toTensorVector()) copies.push_back(copyOf(tensor));
  return copies;
}

Stack stackOf(const torch::jit::Module& module, const std::vector<c10::IValue>& arguments) {
  Stack stack = {module._ivalue()};
  stack.insert(stack.end(), arguments.begin(), arguments.end());
  return stack;
}

/// Has the executor record a call that touches neither the arguments nor the module. Whether the script throws is seen
/// when it is called.
bool warm(torch::jit::GraphExecutor& executor, const torch::jit::Module& module,
          const std::vector<c10::IValue>& arguments) {
  try {
    std::vector<c10::IValue> copies;
    for (const c10::IValue& argument : arguments) copies.push_back(copyOf(argument));
    Stack stack = stackOf(module.deepcopy(), copies);
    executor.run(stack);
    return true;
  } catch (...) {
    return false;
  }
}

/// The method's graph, with all that it calls in it.
torch::jit::GraphExecutor executorOf(const torch::jit::Module& module) {
  return {torch::jit::toGraphFunction(module.get_method("forward").function()).optimized_graph()->copy(), "forward"};
}

}  // namespace

ScriptFunction::ScriptFunction(torch::jit::Module module) : module_(std::move(module)) {}

torch::jit::GraphExecutor ScriptFunction::warmExecutorFor(const std::vector<c10::IValue>& arguments) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  Executor& executor = executors_.try_emplace(kindOf(arguments)).first->second;
  if (!executor.run) executor.run = executorOf(module_);
  if (!executor.isWarm) executor.isWarm = warm(*executor.run, module_, arguments);
  return *executor.run;
}

c10::IValue ScriptFunction::call(std::vector<c10::IValue> arguments) const {
  return withScriptErrors([&] {
    torch::jit::GraphExecutor executor = warmExecutorFor(arguments);
    Stack stack = stackOf(module_, arguments);
    executor.run(stack);
    return stack.at(0);
  });
}

}  // namespace swapcheck
