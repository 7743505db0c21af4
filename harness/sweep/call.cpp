#include "harness/sweep/call.h"

#include <torch/csrc/autograd/autograd.h>

#include <stdexcept>

namespace swapcheck {
namespace {

/// Passes operands and selection to a swap as its signature asks, without an allocation of its own.
struct SwapCall {
  const std::vector<at::Tensor>& operands;
  const SweepSelection& selection;

  SweepResults operator()(const WholeSwap& swap) const { return both(swap(operands[0], operands[1])); }
  SweepResults operator()(const MaskedSwap& swap) const { return both(swap(operands[0], operands[1], selection[0])); }
  SweepResults operator()(const IndexedSwap& swap) const { return both(swap(operands[0], operands[1], selection)); }
  SweepResults operator()(const WithinSwap& swap) const {
    return {swap(operands[0], 0, selection[0], selection[1]), at::Tensor()};
  }

  static SweepResults both(TensorPair pair) { return {std::move(pair.first), std::move(pair.second)}; }
};

bool requiresGrad(const at::Tensor& tensor) { return tensor.defined() && tensor.requires_grad(); }

void runBackward(const SweepResults& results, const std::vector<at::Tensor>& operands,
                 const std::vector<at::Tensor>& cotangents) {
  torch::autograd::variable_list outputs, gradients;
  for (size_t k = 0; k < cotangents.size(); ++k)
    if (requiresGrad(results[k])) {
      outputs.push_back(results[k]);
      gradients.push_back(cotangents[k]);
    }
  if (outputs.empty()) throw std::runtime_error("no result requires grad, so there is no backward to time");
  torch::autograd::grad(outputs, operands, gradients, /*retain_graph=*/{}, /*create_graph=*/false,
                        /*allow_unused=*/true);
}

}  // namespace

SweepCall::SweepCall(const SweepTrack& track, const SweepData& data)
    : swap_(track.strategy->swap),
      pass_(track.pass),
      operands_(data.operands(familyOf(swap_), track.pass)),
      cotangents_(data.cotangents(familyOf(swap_))),
      selections_(data.selections(familyOf(swap_), track.density)) {}

SweepResults SweepCall::operator()() {
  const SweepSelection& selection = selections_[turn_];
  turn_ = turn_ + 1 == selections_.size() ? 0 : turn_ + 1;
  SweepResults results = std::visit(SwapCall{operands_, selection}, swap_);
  if (pass_ == SweepPass::ForwardBackward) runBackward(results, operands_, cotangents_);
  return results;
}

bool hasBackward(const Strategy& strategy, const SweepData& data) {
  const Family family = familyOf(strategy.swap);
  const auto density = densitiesOf(family).back();
  try {
    const SwapCall call{data.operands(family, SweepPass::ForwardBackward), data.selections(family, density)[0]};
    const SweepResults results = std::visit(call, strategy.swap);
    return requiresGrad(results[0]) || requiresGrad(results[1]);
  } catch (...) {
    return true;
  }
}

}  // namespace swapcheck
