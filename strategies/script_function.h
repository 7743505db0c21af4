// Calls a TorchScript module so that a result depends on nothing but the arguments.
#pragma once

#include <ATen/core/ivalue.h>
#include <torch/csrc/jit/api/module.h>

#include <map>
#include <mutex>
#include <optional>

namespace swapcheck {

/// The method `forward` of a module, as LibTorch's profiling executor runs it once it is warm. By default the executor
/// only records the first call of a process, and optimises the later ones for what that had; so what comes out would
/// depend on which case a process met first. Here every kind of arguments (dtype, dimensions, whether they require
/// grad, and the grad mode) has an executor of its own, which a call with copies has warmed.
class ScriptFunction {
 public:
  explicit ScriptFunction(torch::jit::Module module);

  /// May be called by several threads at once. Whatever is thrown is a c10::Error that begins with the text of what the
  /// script threw, and has TorchScript's traceback behind it.
  c10::IValue call(std::vector<c10::IValue> arguments) const;

 private:
  /// A graph's executor, and whether it has recorded a call.
  struct Executor {
    std::optional<torch::jit::GraphExecutor> run;
    bool isWarm = false;
  };

  torch::jit::GraphExecutor warmExecutorFor(const std::vector<c10::IValue>& arguments) const;

  torch::jit::Module module_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, Executor> executors_;
};

}  // namespace swapcheck
