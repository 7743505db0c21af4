// The tensors of a case.
#pragma once

#include <ATen/core/Tensor.h>

#include "generators/case/host_inputs.h"
#include "generators/tensors/guarded_memory.h"

namespace swapcheck {

/// The tensors of a case.
struct Inputs {
  std::vector<at::Tensor> operands;
  std::vector<at::Tensor> selection;
  /// What gradients are taken with respect to, as `rootPlanOf` counts them; empty without autograd.
  std::vector<at::Tensor> roots;
  /// For each operand, the output of another graph that has saved it for its backward (operand * operand), or an
  /// undefined tensor.
  std::vector<at::Tensor> savers;
  /// Where all storages of a guarded case lie; else null.
  std::shared_ptr<GuardedMemory> guarded = {};
  /// In place of the described dim of a within-swap, where that was spoilt.
  std::optional<int64_t> dim = {};
};

}  // namespace swapcheck
