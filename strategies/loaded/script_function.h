// Calls a TorchScript module so that a result depends on nothing but the arguments.
#pragma once

#include <ATen/core/ivalue.h>
#include <torch/csrc/jit/api/module.h>

#include <memory>

namespace swapcheck {

/// The method `forward` of a module, as LibTorch's profiling executor runs it once it is warm. An executor records its
/// first call, and optimises the later ones for what that had; where that no longer holds, it records anew. What comes
/// out would depend on what a process called before. So every call has an executor of its own, which a call and a
/// backward with copies of the very arguments have warmed.
class ScriptFunction {
 public:
  explicit ScriptFunction(const torch::jit::Module& module);

  /// May be called by several threads at once. Whatever is thrown is a c10::Error that begins with the text of what the
  /// script threw, and has TorchScript's traceback behind it.
  c10::IValue call(std::vector<c10::IValue> arguments) const;

 private:
  torch::jit::Module module_;
  /// The method's graph, with all that it calls in it.
  std::shared_ptr<torch::jit::Graph> graph_;
};

}  // namespace swapcheck
