#include "generators/case/case.h"

#include <algorithm>

#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kRelationNames({
    NamedValue{Relation::Separate, "separate"},
    {Relation::Disjoint, "disjoint"},
    {Relation::Overlapping, "overlapping"},
    {Relation::Same, "same"},
});
static_assert(decltype(kRelationNames)::size() == kRelationCount);

}  // namespace

std::string_view relationName(Relation relation) { return kRelationNames.of(relation); }

size_t operandCountOf(Family family) { return family == Family::Within ? 1 : 2; }

int leastRankOf(Family family) { return family == Family::Indexed || family == Family::Within ? 1 : 0; }

std::string_view operandName(Family family, size_t operand) {
  if (family == Family::Within) return "x";
  return operand == 0 ? "a" : "b";
}

namespace {

/// Cuts a selection to what fits the shape.
struct FitSelection {
  const Shape& shape;

  void operator()(WholeSelection&) const {}

  void operator()(MaskSelection& mask) const { mask = fittedTo(std::move(mask), shape); }

  void operator()(IndexSelection& index) const {
    if (!shape.empty()) index = fittedTo(std::move(index), shape);
  }

  void operator()(PairSelection& pairs) const {
    const auto rank = static_cast<int64_t>(shape.size());
    pairs.dim = std::clamp(pairs.dim, -rank, rank - 1);
    pairs.pairs = std::min(pairs.pairs, shape[wrappedDim(pairs.dim, shape)] / 2);
  }
};

/// A view of a base that gradients are summed in.
void makeView(Operand& operand) {
  operand.leaf = false;
  operand.view = true;
  operand.gathered = false;
}

void fitOperand(Operand& operand, const SwapCase& swapCase) {
  const DTypeInfo& info = infoOf(swapCase.dtype);
  if (!isDifferentiable(swapCase.dtype)) operand.requiresGrad = operand.negated = false;
  if (info.kind != DTypeKind::Complex || !isDifferentiable(swapCase.dtype)) operand.conjugated = false;
  if (!operand.requiresGrad) operand.leaf = true, operand.saved = operand.gathered = operand.hooked = false;
  if (!operand.leaf) operand.gathered = false;
  if (operand.requiresGrad) operand.inference = false;
  if (operand.leaf) operand.view = false;
  fitWindow(operand.layout);
  if (operand.requiresGrad && maxMultiplicity(operand.layout, swapCase.shape) > kMaxGradMultiplicity)
    separateElements(operand.layout);
  if (operand.requiresGrad && sharesPlaces(operand.layout, swapCase.shape)) makeView(operand);
}

/// Memory that operands share: an overlap needs elements, and a base that both gradients are summed in.
void fitRelation(SwapCase& swapCase) {
  Sharing& sharing = swapCase.sharing;
  if (swapCase.operands.size() < 2) sharing.operands = Relation::Separate;
  if (sharing.operands == Relation::Overlapping && swapCase.numel() == 0) sharing.operands = Relation::Disjoint;
  if (sharing.operands != Relation::Overlapping) sharing.shift = 0;
  if (sharing.operands == Relation::Same) swapCase.operands[1] = swapCase.operands[0];
  if (sharing.operands != Relation::Overlapping) return;
  bool requiresGrad = false;
  for (const Operand& operand : swapCase.operands) requiresGrad = requiresGrad || operand.requiresGrad;
  for (Operand& operand : swapCase.operands) {
    if (!requiresGrad) continue;
    operand.requiresGrad = true;
    operand.inference = false;
    makeView(operand);
    if (maxMultiplicity(operand.layout, swapCase.shape) > kMaxGradMultiplicity) separateElements(operand.layout);
  }
  sharing.shift = std::min(sharing.shift, maxShift(swapCase));
}

/// Layouts of the right number and ranks; no slice twice because a layout puts two numbers in one place.
void fitSelectionLayouts(SwapCase& swapCase) {
  std::vector<Layout>& layouts = swapCase.selectionLayouts;
  const std::vector<Shape> shapes = selectionShapes(swapCase.selection);
  if (!layouts.empty()) layouts.resize(shapes.size());
  bool plain = true;
  for (size_t k = 0; k < layouts.size(); ++k) {
    if (layouts[k].order.size() != shapes[k].size()) layouts[k] = contiguousLayout(shapes[k].size());
    fitWindow(layouts[k]);
    if (swapCase.family() == Family::Within) separateElements(layouts[k]);
    plain = plain && layouts[k] == contiguousLayout(shapes[k].size());
  }
  if (plain) layouts.clear();
  if (shapes.empty()) swapCase.sharing.selection = false;
}

}  // namespace

Layout selectionLayout(const SwapCase& swapCase, size_t tensor) {
  if (!swapCase.selectionLayouts.empty()) return swapCase.selectionLayouts[tensor];
  return contiguousLayout(selectionShapes(swapCase.selection)[tensor].size());
}

int64_t maxShift(const SwapCase& swapCase) {
  const Placement first = placementOf(swapCase.shape, swapCase.operands[0].layout);
  return std::max<int64_t>(first.storageNumel - first.offset - 1, 0);
}

SwapCase fitted(SwapCase swapCase) {
  std::visit(FitSelection{swapCase.shape}, swapCase.selection);
  for (Operand& operand : swapCase.operands) fitOperand(operand, swapCase);
  fitRelation(swapCase);
  fitSelectionLayouts(swapCase);
  swapCase.cotangent = fitted(std::move(swapCase.cotangent), swapCase.operands.size(), swapCase.shape, swapCase.dtype);
  return swapCase;
}

}  // namespace swapcheck
