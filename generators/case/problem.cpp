// Tells what makes a description impossible, for cases that come from a file.
#include <fmt/format.h>

#include <algorithm>

#include "generators/case/case.h"

namespace swapcheck {
namespace {

using Problem = std::optional<CaseProblem>;

/// Largest step and storage offset, in elements, that a file may ask for.
constexpr int64_t kMaxStride = 1 << 16;

Problem checkShape(const Shape& shape) {
  if (shape.size() > kMaxRank)
    return CaseProblem{"shape", fmt::format("expected at most {} dimensions, got {}", kMaxRank, shape.size())};
  int64_t numel = 1;
  for (size_t d = 0; d < shape.size(); ++d) {
    if (shape[d] < 0 || shape[d] > kMaxCaseNumel)
      return CaseProblem{fmt::format("shape[{}]", d),
                         fmt::format("expected a size from 0 to {}, got {}", kMaxCaseNumel, shape[d])};
    numel *= std::max<int64_t>(shape[d], 1);
    if (numel > kMaxCaseNumel) return CaseProblem{"shape", fmt::format("expected at most {} elements", kMaxCaseNumel)};
  }
  return std::nullopt;
}

bool isPermutation(std::vector<int64_t> order) {
  std::sort(order.begin(), order.end());
  for (size_t k = 0; k < order.size(); ++k)
    if (order[k] != static_cast<int64_t>(k)) return false;
  return true;
}

/// Windows take the place of a step, and cannot begin in places that are all one.
Problem checkWindow(const Layout& layout, const std::string& field) {
  const size_t rank = layout.order.size();
  if (layout.window == 0) return std::nullopt;
  if (rank < 2) return CaseProblem{field + ".window", "expected 0 for a tensor of less than 2 dimensions"};
  if (layout.step[static_cast<size_t>(layout.order[rank - 2])] != 1 ||
      layout.step[static_cast<size_t>(layout.order[rank - 1])] < 1)
    return CaseProblem{field + ".step", "expected step 1 for the windows and at least 1 for the places in them"};
  return std::nullopt;
}

Problem checkLayout(const Layout& layout, const Shape& shape, const std::string& field) {
  if (layout.order.size() != shape.size() || !isPermutation(layout.order))
    return CaseProblem{field + ".order", fmt::format("expected a permutation of the {} dimensions", shape.size())};
  if (layout.step.size() != shape.size())
    return CaseProblem{field + ".step", fmt::format("expected {} steps, got {}", shape.size(), layout.step.size())};
  for (int64_t step : layout.step)
    if (step < 0 || step > kMaxStride)
      return CaseProblem{field + ".step", fmt::format("expected steps from 0 to {}, got {}", kMaxStride, step)};
  if (layout.offset < 0 || layout.offset > kMaxStride)
    return CaseProblem{field + ".offset", fmt::format("expected 0 to {}, got {}", kMaxStride, layout.offset)};
  if (layout.window < 0 || layout.window > kMaxStride)
    return CaseProblem{field + ".window", fmt::format("expected 0 to {}, got {}", kMaxStride, layout.window)};
  if (auto problem = checkWindow(layout, field)) return problem;
  int64_t room =
      kMaxCaseNumel / std::max<int64_t>(layout.window, 1);  // divided, not multiplied: the product may reach 2^64
  for (size_t d = 0; d < shape.size(); ++d) {
    room /= std::max<int64_t>(shape[d], 1) * std::max<int64_t>(layout.step[d], 1);
    if (room == 0)
      return CaseProblem{field + ".step", fmt::format("expected a storage of at most {} elements", kMaxCaseNumel)};
  }
  return std::nullopt;
}

/// Gradients are summed where elements share a place.
Problem checkMultiplicity(const Operand& operand, const SwapCase& swapCase, const std::string& field) {
  const int64_t multiplicity = maxMultiplicity(operand.layout, swapCase.shape);
  if (!operand.requiresGrad || multiplicity == 1) return std::nullopt;
  if (multiplicity > kMaxGradMultiplicity)
    return CaseProblem{field + ".layout",
                       fmt::format("requires grad: expected at most {} elements in one place, got {}",
                                   kMaxGradMultiplicity, multiplicity)};
  if (!operand.view)
    return CaseProblem{field + ".view", "expected true where elements that require grad share a place"};
  return std::nullopt;
}

Problem checkLazySigns(bool conjugated, bool negated, DType dtype, const std::string& field) {
  if (conjugated && (infoOf(dtype).kind != DTypeKind::Complex || !isDifferentiable(dtype)))
    return CaseProblem{field + ".conjugated", "expected false for a dtype that is not complex"};
  if (negated && !isDifferentiable(dtype))
    return CaseProblem{field + ".negated", "expected false for a dtype without gradients"};
  return std::nullopt;
}

Problem checkCotangent(const SwapCase& swapCase) {
  const Cotangent& cotangent = swapCase.cotangent;
  if (swapCase.operands.size() < 2 && cotangent.results != CotangentResults::Each)
    return CaseProblem{"cotangent.results", "expected \"each\" where there is one result"};
  if (cotangent.layout)
    if (auto problem = checkLayout(*cotangent.layout, swapCase.shape, "cotangent.layout")) return problem;
  return checkLazySigns(cotangent.conjugated, cotangent.negated, swapCase.dtype, "cotangent");
}

Problem checkOperand(const Operand& operand, const SwapCase& swapCase, const std::string& field) {
  if (auto problem = checkLayout(operand.layout, swapCase.shape, field + ".layout")) return problem;
  if (operand.requiresGrad && !isDifferentiable(swapCase.dtype))
    return CaseProblem{field + ".requires_grad",
                       fmt::format("{} has no gradients: expected false", infoOf(swapCase.dtype).name)};
  if (!operand.leaf && !operand.requiresGrad)
    return CaseProblem{field + ".leaf", "expected true for an operand that does not require grad"};
  if (operand.saved && !operand.requiresGrad)
    return CaseProblem{field + ".saved", "expected false for an operand that does not require grad"};
  if (operand.view && operand.leaf) return CaseProblem{field + ".view", "expected false for a leaf"};
  if (operand.inference && operand.requiresGrad)
    return CaseProblem{field + ".inference", "expected false for an operand that requires grad"};
  if (operand.gathered && !(operand.requiresGrad && operand.leaf))
    return CaseProblem{field + ".gathered", "expected false for an operand that is no leaf or does not require grad"};
  if (operand.hooked && !operand.requiresGrad)
    return CaseProblem{field + ".hooked", "expected false for an operand that does not require grad"};
  if (auto problem = checkLazySigns(operand.conjugated, operand.negated, swapCase.dtype, field)) return problem;
  return checkMultiplicity(operand, swapCase, field);
}

Problem checkRelation(const SwapCase& swapCase) {
  const Sharing& sharing = swapCase.sharing;
  if (swapCase.operands.size() < 2 && sharing.operands != Relation::Separate)
    return CaseProblem{"sharing.operands", "expected \"separate\" where there is one operand"};
  if (sharing.operands == Relation::Same && !(swapCase.operands[0] == swapCase.operands[1]))
    return CaseProblem{"sharing.operands", "the same tensor twice: expected operands that are described alike"};
  const bool overlaps = sharing.operands == Relation::Overlapping;
  if (overlaps && swapCase.numel() == 0)
    return CaseProblem{"sharing.operands", "tensors without elements do not overlap"};
  const int64_t most = overlaps ? maxShift(swapCase) : 0;
  if (sharing.shift < 0 || sharing.shift > most)
    return CaseProblem{"sharing.shift", fmt::format("expected 0 to {}, got {}", most, sharing.shift)};
  const Operand& a = swapCase.operands.front();
  const Operand& b = swapCase.operands.back();
  if (overlaps && (a.requiresGrad || b.requiresGrad) && !(a.view && b.view))
    return CaseProblem{"sharing.operands", "overlapping operands that require grad: expected both to be views"};
  return std::nullopt;
}

Problem checkSelectionLayouts(const SwapCase& swapCase) {
  const std::vector<Shape> shapes = selectionShapes(swapCase.selection);
  const std::vector<Layout>& layouts = swapCase.selectionLayouts;
  if (swapCase.sharing.selection && shapes.empty())
    return CaseProblem{"sharing.selection", "expected false where no tensor selects"};
  if (!layouts.empty() && layouts.size() != shapes.size())
    return CaseProblem{"selection_layouts", fmt::format("expected none or {}, got {}", shapes.size(), layouts.size())};
  for (size_t k = 0; k < layouts.size(); ++k) {
    const std::string field = fmt::format("selection_layouts[{}]", k);
    if (auto problem = checkLayout(layouts[k], shapes[k], field)) return problem;
    if (swapCase.family() == Family::Within && maxMultiplicity(layouts[k], shapes[k]) > 1)
      return CaseProblem{field, "expected a place for each slice: no slice may be named twice"};
  }
  return std::nullopt;
}

Problem checkCall(const Call& call) {
  if (call.threads < 1 || call.threads > kMaxThreads)
    return CaseProblem{"call.threads", fmt::format("expected 1 to {}, got {}", kMaxThreads, call.threads)};
  if (call.callers < 1 || call.callers > kMaxCallers)
    return CaseProblem{"call.callers", fmt::format("expected 1 to {}, got {}", kMaxCallers, call.callers)};
  return std::nullopt;
}

Problem checkIndexShape(const Shape& own, const std::string& field) {
  if (own.size() > kMaxIndexDims)
    return CaseProblem{field, fmt::format("expected at most {} dimensions, got {}", kMaxIndexDims, own.size())};
  for (int64_t size : own)
    if (size < 0 || size > kMaxCaseNumel)
      return CaseProblem{field, fmt::format("expected sizes from 0 to {}, got {}", kMaxCaseNumel, size)};
  return std::nullopt;
}

struct CheckSelection {
  const Shape& shape;

  Problem operator()(const WholeSelection&) const { return std::nullopt; }

  Problem operator()(const MaskSelection& mask) const {
    if (mask.shape.size() > shape.size())
      return CaseProblem{"mask.shape", fmt::format("expected at most {} dimensions, as the operands have, got {}",
                                                   shape.size(), mask.shape.size())};
    if (!broadcastsTo(mask.shape, shape))
      return CaseProblem{"mask.shape", fmt::format("expected a shape that broadcasts to {}, got {}", toString(shape),
                                                   toString(mask.shape))};
    if (mask.pattern == MaskPattern::One && numelOf(mask.shape) == 0)
      return CaseProblem{"mask.pattern", "\"one\" needs a mask that is not empty"};
    if (mask.pattern == MaskPattern::Threshold && mask.shape != shape)
      return CaseProblem{"mask.shape",
                         fmt::format("expected {} for a threshold, got {}", toString(shape), toString(mask.shape))};
    if (mask.densityPercent < 0 || mask.densityPercent > 100)
      return CaseProblem{"mask.density_percent", fmt::format("expected 0 to 100, got {}", mask.densityPercent)};
    return std::nullopt;
  }

  Problem operator()(const IndexSelection& index) const {
    if (index.shapes.empty() || index.shapes.size() > shape.size())
      return CaseProblem{"index.shapes",
                         fmt::format("expected 1 to the rank, {}, got {}", shape.size(), index.shapes.size())};
    for (size_t t = 0; t < index.shapes.size(); ++t)
      if (auto problem = checkIndexShape(index.shapes[t], fmt::format("index.shapes[{}]", t))) return problem;
    const auto together = broadcastShape(index.shapes);
    if (!together) return CaseProblem{"index.shapes", "expected shapes that broadcast together"};
    const int64_t least = fewestEntries(index, shape);
    const int64_t most = std::min(mostEntries(index, shape), kMaxCaseNumel);
    if (numelOf(*together) < least || numelOf(*together) > most)
      return CaseProblem{"index.shapes",
                         fmt::format("expected {} to {} entries for a {} pattern on shape {}, got {}", least, most,
                                     indexPatternName(index.pattern), toString(shape), toString(*together))};
    for (size_t t = 0; t < index.shapes.size(); ++t)
      if (shape[t] == 0 && numelOf(index.shapes[t]) > 0)
        return CaseProblem{fmt::format("index.shapes[{}]", t),
                           "expected an empty tensor, since its dimension of the operands is empty"};
    return std::nullopt;
  }

  Problem operator()(const PairSelection& pairs) const {
    const auto rank = static_cast<int64_t>(shape.size());
    if (pairs.dim < -rank || pairs.dim >= rank)
      return CaseProblem{"pairs.dim", fmt::format("expected {} to {}, got {}", -rank, rank - 1, pairs.dim)};
    const int64_t most = shape[wrappedDim(pairs.dim, shape)] / 2;
    if (pairs.pairs < 0 || pairs.pairs > most)
      return CaseProblem{"pairs.pairs", fmt::format("expected 0 to {}, got {}", most, pairs.pairs)};
    return std::nullopt;
  }
};

}  // namespace

Problem problemOf(const SwapCase& swapCase) {
  if (auto problem = checkShape(swapCase.shape)) return problem;
  const size_t count = operandCountOf(swapCase.family());
  if (swapCase.operands.size() != count)
    return CaseProblem{"operands", fmt::format("expected {} for a {} swap, got {}", count,
                                               familyName(swapCase.family()), swapCase.operands.size())};
  for (size_t k = 0; k < count; ++k)
    if (auto problem = checkOperand(swapCase.operands[k], swapCase, fmt::format("operands[{}]", k))) return problem;
  if (auto problem = checkRelation(swapCase)) return problem;
  if (auto problem = std::visit(CheckSelection{swapCase.shape}, swapCase.selection)) return problem;
  if (auto problem = checkSelectionLayouts(swapCase)) return problem;
  if (auto problem = checkCotangent(swapCase)) return problem;
  if (auto problem = checkCall(swapCase.call)) return problem;
  if (!isPossible(swapCase.defect, swapCase))
    return CaseProblem{"defect.kind", fmt::format("a case of this family, shape and selection cannot have {}",
                                                  summaryOf(swapCase.defect))};
  return std::nullopt;
}

}  // namespace swapcheck
