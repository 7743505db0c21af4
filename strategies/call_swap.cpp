#include "strategies/call_swap.h"

namespace swapcheck {
namespace {

SwapResults bothOf(TensorPair results) { return {std::move(results.first), std::move(results.second)}; }

struct CallSwap {
  const std::vector<at::Tensor>& operands;
  const std::vector<at::Tensor>& selection;
  int64_t dim;

  SwapResults operator()(const WholeSwap& swap) const { return bothOf(swap(operands[0], operands[1])); }
  SwapResults operator()(const MaskedSwap& swap) const { return bothOf(swap(operands[0], operands[1], selection[0])); }
  SwapResults operator()(const IndexedSwap& swap) const { return bothOf(swap(operands[0], operands[1], selection)); }
  SwapResults operator()(const WithinSwap& swap) const {
    return {swap(operands[0], dim, selection[0], selection[1]), at::Tensor()};
  }
};

}  // namespace

SwapResults callSwap(const Swap& swap, const std::vector<at::Tensor>& operands,
                     const std::vector<at::Tensor>& selection, int64_t dim) {
  return std::visit(CallSwap{operands, selection, dim}, swap);
}

}  // namespace swapcheck
