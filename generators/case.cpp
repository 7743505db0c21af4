#include "generators/case.h"

#include <algorithm>

namespace swapcheck {

std::string_view nameOf(CotangentKind kind) {
  switch (kind) {
    case CotangentKind::Contiguous: return "contiguous";
    case CotangentKind::Strided: return "strided";
    case CotangentKind::Expanded: return "expanded";
    case CotangentKind::Zero: return "zero";
    case CotangentKind::FirstOnly: return "first-only";
    case CotangentKind::SecondOnly: return "second-only";
  }
  return "?";
}

size_t operandCountOf(Family family) { return family == Family::Within ? 1 : 2; }

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

}  // namespace

SwapCase fitted(SwapCase swapCase) {
  std::visit(FitSelection{swapCase.shape}, swapCase.selection);
  for (Operand& operand : swapCase.operands) {
    if (!isDifferentiable(swapCase.dtype)) operand.requiresGrad = false;
    if (!operand.requiresGrad) operand.leaf = true, operand.saved = false;
  }
  return swapCase;
}

}  // namespace swapcheck
