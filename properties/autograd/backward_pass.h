// The backward pass with the case's cotangents, which several properties look at.
#pragma once

#include "properties/autograd/reverse_mode.h"

namespace swapcheck {

struct BackwardPass {
  std::vector<HostTensor> cotangents;
  /// Empty when the pass failed.
  Gradients gradients;
  /// That the pass wrote to a cotangent, which others may hold, as the check "cotangent" of `gradient`.
  std::optional<Falsified> writtenCotangent;
  /// Why there are no gradients, as the checks of `gradient`: "backward-throws", or "reverse-mode" of a gradient that
  /// cannot be read.
  std::optional<Falsified> failure;
};

/// Runs once for an observation, whose results are usable, and is kept.
const BackwardPass& backwardOf(const Observation& observation);

}  // namespace swapcheck
