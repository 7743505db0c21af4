#include "harness/sweep/call.h"

#include <torch/csrc/autograd/autograd.h>

#include <stdexcept>

#include "strategies/call_swap.h"

namespace swapcheck {
namespace {

/// The sweep's data arrange the slices of within-swaps along this dimension.
constexpr int64_t kWithinDim = 0;

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
  SweepResults results = callSwap(swap_, operands_, selection, kWithinDim);
  if (pass_ == SweepPass::ForwardBackward) runBackward(results, operands_, cotangents_);
  return results;
}

bool hasBackward(const Strategy& strategy, const SweepData& data) {
  const Family family = familyOf(strategy.swap);
  const auto density = densitiesOf(family).back();
  try {
    const SweepResults results = callSwap(strategy.swap, data.operands(family, SweepPass::ForwardBackward),
                                          data.selections(family, density)[0], kWithinDim);
    return requiresGrad(results[0]) || requiresGrad(results[1]);
  } catch (...) {
    return true;
  }
}

}  // namespace swapcheck
