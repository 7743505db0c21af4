// Reverse mode: one backward pass through the graph that a strategy left behind.
#pragma once

#include <stdexcept>

#include "properties/observation.h"

namespace swapcheck {

/// A gradient that cannot be looked at element by element; the message says whose.
struct UnfitGradient : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Gradients {
  /// For each root; zeros where no gradient arrived.
  std::vector<HostTensor> values;
  /// Whether autograd delivered a gradient at all.
  std::vector<bool> arrived;
};

/// The contents of the gradient of a tensor like `like`; zeros of one that is undefined. Throws UnfitGradient with that
/// name when it is no strided CPU tensor of the same sizes and dtype.
HostTensor readGradient(const std::string& name, const HostTensor& like, const at::Tensor& gradient);

/// From now on called when a backward pass has thrown: what a language keeps of an error must not meet the next call.
void setErrorCleaner(void (*clean)());

/// Gradients of those of the variables that (still) require grad, undefined for the others and where none arrives. A
/// result that is undefined, does not require grad or has an undefined cotangent is left out. The graph is kept.
std::vector<at::Tensor> gradientsOf(const std::vector<at::Tensor>& results, const std::vector<at::Tensor>& variables,
                                    const std::vector<at::Tensor>& cotangents, bool createGraph);

/// Vector-Jacobian product: gradients of the roots for those cotangents of the results, where an undefined tensor
/// leaves its result out. The graph is kept. Throws what the backward throws, and UnfitGradient when a gradient is
/// no strided CPU tensor of the root's sizes and dtype.
Gradients runBackward(const Observation& observation, const std::vector<at::Tensor>& cotangents);

}  // namespace swapcheck
