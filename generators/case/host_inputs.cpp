#include "generators/case/host_inputs.h"

#include "generators/case/memory_plan.h"
#include "generators/parts/shared_image.h"

namespace swapcheck {
namespace {

/// Host contents of the selection's tensors.
struct HostSelection {
  const Shape& shape;
  const std::vector<HostTensor>& operands;

  std::vector<HostTensor> operator()(const WholeSelection&) const { return {}; }
  std::vector<HostTensor> operator()(const MaskSelection& mask) const { return {maskOf(mask, operands.front())}; }
  std::vector<HostTensor> operator()(const IndexSelection& index) const { return indexTensorsOf(index, shape); }
  std::vector<HostTensor> operator()(const PairSelection& pairs) const {
    auto [i, j] = pairTensorsOf(pairs, shape);
    return {std::move(i), std::move(j)};
  }
};

void settleOperands(const SwapCase& swapCase, HostInputs& host) {
  bool shares = swapCase.sharing.operands == Relation::Overlapping || swapCase.sharing.operands == Relation::Same;
  for (const Operand& operand : swapCase.operands) shares = shares || sharesPlaces(operand.layout, swapCase.shape);
  if (!shares) return;
  const MemoryPlan plan = memoryPlanOf(swapCase);
  std::vector<SharedImage> images;
  for (int64_t numel : plan.operandNumel) images.emplace_back(numel, infoOf(swapCase.dtype).itemSize);
  for (size_t k = 0; k < swapCase.operands.size(); ++k) {
    const Operand& operand = swapCase.operands[k];
    applyLazySigns(host.operands[k], operand.negated, operand.conjugated);
    images[plan.operands[k].storage].settle(host.operands[k], plan.operands[k].placement);
    applyLazySigns(host.operands[k], operand.negated, operand.conjugated);
  }
}

void settleSelection(const SwapCase& swapCase, HostInputs& host) {
  if (isMaskOperand(swapCase)) host.selection[0] = host.operands[0];
  for (size_t k = 0; k < swapCase.selectionLayouts.size() && !isMaskOperand(swapCase); ++k)
    settle(host.selection[k], swapCase.selectionLayouts[k]);
}

}  // namespace

HostInputs hostInputsOf(const SwapCase& swapCase) {
  HostInputs host;
  for (size_t k = 0; k < swapCase.operands.size(); ++k)
    host.operands.push_back(
        filled(swapCase.dtype, swapCase.shape, swapCase.fill, swapCase.fillSeed, static_cast<int>(k)));
  settleOperands(swapCase, host);
  host.selection = std::visit(HostSelection{swapCase.shape, host.operands}, swapCase.selection);
  settleSelection(swapCase, host);
  return host;
}

}  // namespace swapcheck
