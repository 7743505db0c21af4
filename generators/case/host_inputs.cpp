#include "generators/case/host_inputs.h"

#include <cstring>

#include "generators/case/memory_plan.h"

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

/// What memory holds, where elements share places: the first element that lies on a place decides.
class SharedImage {
 public:
  SharedImage(int64_t numel, int64_t itemSize)
      : itemSize_(static_cast<size_t>(itemSize)),
        written_(static_cast<size_t>(numel)),
        bytes_(static_cast<size_t>(numel) * itemSize_) {}

  /// Writes the tensor's elements to places that nobody has written to, and reads the others.
  void settle(HostTensor& tensor, const Placement& placement) {
    int64_t element = 0;
    for (int64_t position : storagePositions(tensor.shape, placement)) {
      const auto place = static_cast<size_t>(position);
      std::byte* at = tensor.at(element++);
      std::byte* memory = bytes_.data() + place * itemSize_;
      written_[place] ? std::memcpy(at, memory, itemSize_) : std::memcpy(memory, at, itemSize_);
      written_[place] = true;
    }
  }

 private:
  size_t itemSize_;
  std::vector<bool> written_;
  std::vector<std::byte> bytes_;
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
  for (size_t k = 0; k < swapCase.selectionLayouts.size() && !isMaskOperand(swapCase); ++k) {
    HostTensor& tensor = host.selection[k];
    if (!sharesPlaces(swapCase.selectionLayouts[k], tensor.shape)) continue;
    const Placement placement = placementOf(tensor.shape, swapCase.selectionLayouts[k]);
    SharedImage(placement.storageNumel, tensor.itemSize()).settle(tensor, placement);
  }
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
