// The piece of work that a performance sweep times: one swap, and its backward where that is asked for.
#pragma once

#include <array>

#include "harness/sweep/data.h"

namespace swapcheck {

/// Two results of a swap, or one and an undefined tensor.
using SweepResults = std::array<at::Tensor, 2>;

/// Runs one track at one size, each time with the next selection.
class SweepCall {
 public:
  /// Keeps references to the strategy and the data. Throws std::out_of_range when the data lack the selections.
  SweepCall(const SweepTrack& track, const SweepData& data);

  /// Swaps and, in a pass with backward, takes the gradients of the results that require grad. Throws what the swap
  /// or its backward throws, and std::runtime_error when no result requires grad. Gives the swap's results.
  SweepResults operator()();

 private:
  const Swap& swap_;
  SweepPass pass_;
  const std::vector<at::Tensor>& operands_;
  const std::vector<at::Tensor>& cotangents_;
  const std::vector<SweepSelection>& selections_;
  size_t turn_ = 0;
};

/// Whether a result of the strategy requires grad when the operands do, so that there is a backward pass. True for a
/// strategy that throws, so that its error shows.
bool hasBackward(const Strategy& strategy, const SweepData& data);

}  // namespace swapcheck
