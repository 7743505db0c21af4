#include "strategies/loaded/script_function.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/ones_like.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/jit/runtime/graph_executor.h>

#include <cstring>

#include "strategies/loaded/script_error.h"

namespace swapcheck {
namespace {

using torch::jit::Stack;

/// The same sizes, strides and elements in memory of its own.
at::Tensor withMemoryOfItsOwn(const at::Tensor& tensor) {
  const c10::Storage& storage = tensor.storage();
  const at::Tensor memory = at::empty({static_cast<int64_t>(storage.nbytes())}, at::kByte);
  if (storage.nbytes() > 0) std::memcpy(memory.data_ptr(), storage.data(), storage.nbytes());
  const at::Tensor copy = at::empty({0}, tensor.options());
  copy.set_(memory.storage(), tensor.storage_offset(), tensor.sizes(), tensor.strides());
  copy.unsafeGetTensorImpl()->_set_conj(tensor.is_conj());
  copy.unsafeGetTensorImpl()->_set_neg(tensor.is_neg());
  return copy;
}

/// A leaf that an executor cannot tell from the tensor.
at::Tensor copyOf(const at::Tensor& tensor) {
  if (!tensor.defined()) return tensor;
  const bool hasMemory = tensor.is_cpu() && tensor.layout() == at::kStrided;
  at::Tensor copy = hasMemory ? withMemoryOfItsOwn(tensor) : tensor.detach().clone();
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

void addVariables(std::vector<at::Tensor>& variables, const c10::IValue& value) {
  if (value.isTensor() && value.toTensor().requires_grad()) variables.push_back(value.toTensor());
  if (value.isTuple())
    for (const c10::IValue& element : value.toTupleRef().elements()) addVariables(variables, element);
}

/// The tensors among those values that require grad.
std::vector<at::Tensor> variablesAmong(const std::vector<c10::IValue>& values) {
  std::vector<at::Tensor> variables;
  for (const c10::IValue& value : values) addVariables(variables, value);
  return variables;
}

void warmBackward(const std::vector<at::Tensor>& results, const std::vector<at::Tensor>& variables) {
  if (results.empty() || variables.empty()) return;
  std::vector<at::Tensor> cotangents;
  for (const at::Tensor& result : results) cotangents.push_back(at::ones_like(result));
  torch::autograd::grad(results, variables, cotangents, /*retain_graph=*/false, /*create_graph=*/false,
                        /*allow_unused=*/true);
}

/// Has the executor record a call that touches neither the arguments nor the module. Whether the script throws is seen
/// when it is called.
void warm(torch::jit::GraphExecutor& executor, const torch::jit::Module& module,
          const std::vector<c10::IValue>& arguments) {
  try {
    std::vector<c10::IValue> copies;
    for (const c10::IValue& argument : arguments) copies.push_back(copyOf(argument));
    Stack stack = stackOf(module.deepcopy(), copies);
    executor.run(stack);
    warmBackward(variablesAmong(stack), variablesAmong(copies));
  } catch (...) {  // the call that follows throws it again, where it is looked at
    return;
  }
}

}  // namespace

ScriptFunction::ScriptFunction(const torch::jit::Module& module)
    : module_(module),
      graph_(torch::jit::toGraphFunction(module_.get_method("forward").function()).optimized_graph()->copy()) {}

c10::IValue ScriptFunction::call(std::vector<c10::IValue> arguments) const {
  return withScriptErrors([&] {
    torch::jit::GraphExecutor executor(graph_, "forward");
    warm(executor, module_, arguments);
    Stack stack = stackOf(module_, arguments);
    executor.run(stack);
    return stack.at(0);
  });
}

}  // namespace swapcheck
