// Calls any kind of swap.
#pragma once

#include <swapcheck/strategy.h>

#include <array>

namespace swapcheck {

/// The two results of a swap; of a within-swap its one, and an undefined tensor.
using SwapResults = std::array<at::Tensor, 2>;

/// Passes on what the swap's signature asks for, without an allocation of its own. `operands` are a and b, or x;
/// `selection` is empty, the mask, the index tensors, or i and j; `dim` is that of a within-swap. Throws what the swap
/// throws.
SwapResults callSwap(const Swap& swap, const std::vector<at::Tensor>& operands,
                     const std::vector<at::Tensor>& selection, int64_t dim);

}  // namespace swapcheck
