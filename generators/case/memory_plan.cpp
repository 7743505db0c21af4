#include "generators/case/memory_plan.h"

#include <algorithm>

namespace swapcheck {
namespace {

/// Begins of tensors of other dtypes in a shared storage: a multiple of every element's size.
constexpr int64_t kAlignment = 16;

int64_t aligned(int64_t bytes) { return (bytes + kAlignment - 1) / kAlignment * kAlignment; }

/// Views of one buffer whose innermost dimension leaves every other place free: the second operand takes those.
bool canInterleave(const SwapCase& swapCase) {
  const Layout& layout = swapCase.operands[0].layout;
  return swapCase.operands[1].layout == layout && swapCase.numel() > 0 && layout.window == 0 && !layout.order.empty() &&
         layout.step[static_cast<size_t>(layout.order.back())] >= 2;
}

class Planner {
 public:
  explicit Planner(const SwapCase& swapCase) : case_(swapCase) {}

  MemoryPlan plan() {
    for (size_t k = 0; k < case_.operands.size(); ++k) placeOperand(k);
    for (int64_t numel : plan_.operandNumel) plan_.storageBytes.push_back(numel * infoOf(case_.dtype).itemSize);
    const std::vector<Shape> shapes = selectionShapes(case_.selection);
    for (size_t k = 0; k < shapes.size(); ++k) placeSelection(shapes[k], selectionLayout(case_, k));
    return std::move(plan_);
  }

 private:
  void placeOperand(size_t k) {
    Placement placement = placementOf(case_.shape, case_.operands[k].layout);
    if (k == 0 || case_.sharing.operands == Relation::Separate) {
      plan_.operandNumel.push_back(placement.storageNumel);
      plan_.operands.push_back({k, std::move(placement)});
      return;
    }
    const Placement& first = plan_.operands[0].placement;
    const int64_t extent = placement.storageNumel - placement.offset;
    placement.offset = secondOffset(first, placement);
    placement.storageNumel = placement.offset + extent;
    plan_.operandNumel[0] = std::max(first.storageNumel, placement.storageNumel);
    plan_.operands.push_back({0, std::move(placement)});
  }

  int64_t secondOffset(const Placement& first, const Placement& second) const {
    switch (case_.sharing.operands) {
      case Relation::Same: return first.offset;
      case Relation::Overlapping: return first.offset + case_.sharing.shift;
      default: return canInterleave(case_) ? first.offset + 1 : first.storageNumel + second.offset;
    }
  }

  void placeSelection(const Shape& shape, const Layout& layout) {
    if (isMaskOperand(case_)) {
      plan_.selection.push_back(plan_.operands[0]);
      return;
    }
    const int64_t item = infoOf(case_.family() == Family::Masked ? DType::Bool : DType::Int64).itemSize;
    Placement placement = placementOf(shape, layout);
    size_t storage = 0;
    if (case_.sharing.selection) {
      const int64_t begin = aligned(plan_.storageBytes[0]) / item;
      placement.offset += begin;
      placement.storageNumel += begin;
      plan_.storageBytes[0] = placement.storageNumel * item;
    } else {
      storage = plan_.storageBytes.size();
      plan_.storageBytes.push_back(placement.storageNumel * item);
      plan_.operandNumel.push_back(0);
    }
    plan_.selection.push_back({storage, std::move(placement)});
  }

  const SwapCase& case_;
  MemoryPlan plan_;
};

}  // namespace

MemoryPlan memoryPlanOf(const SwapCase& swapCase) { return Planner(swapCase).plan(); }

bool isMaskOperand(const SwapCase& swapCase) {
  const auto* mask = std::get_if<MaskSelection>(&swapCase.selection);
  return mask && swapCase.sharing.selection && swapCase.dtype == DType::Bool &&
         mask->pattern == MaskPattern::Threshold && mask->shape == swapCase.shape;
}

bool operandsOverlap(const SwapCase& swapCase) {
  if (swapCase.sharing.operands != Relation::Overlapping && swapCase.sharing.operands != Relation::Same) return false;
  const MemoryPlan plan = memoryPlanOf(swapCase);
  std::vector<int64_t> first = storagePositions(swapCase.shape, plan.operands[0].placement);
  std::sort(first.begin(), first.end());
  const std::vector<int64_t> second = storagePositions(swapCase.shape, plan.operands[1].placement);
  return std::any_of(second.begin(), second.end(),
                     [&](int64_t place) { return std::binary_search(first.begin(), first.end(), place); });
}

}  // namespace swapcheck
