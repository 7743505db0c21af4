// Reverse mode: one backward pass through the graph that a strategy left behind.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

struct Gradients {
  /// For each operand; zeros where no gradient arrived or none is required.
  std::vector<HostTensor> values;
  /// Whether autograd delivered a gradient at all.
  std::vector<bool> arrived;
};

/// Vector-Jacobian product: gradients of the operands for those cotangents of the results, where an undefined tensor
/// leaves its result out. The graph is kept. Throws what the backward throws, and std::runtime_error when a gradient
/// is no strided CPU tensor of the operand's sizes.
Gradients runBackward(const Observation& observation, const std::vector<at::Tensor>& cotangents);

}  // namespace swapcheck
