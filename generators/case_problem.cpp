// Tells what makes a description impossible, for cases that come from a file.
#include <fmt/format.h>

#include <algorithm>

#include "generators/case.h"

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

Problem checkLayout(const Layout& layout, const Shape& shape, const std::string& field) {
  if (layout.order.size() != shape.size() || !isPermutation(layout.order))
    return CaseProblem{field + ".order", fmt::format("expected a permutation of the {} dimensions", shape.size())};
  if (layout.step.size() != shape.size())
    return CaseProblem{field + ".step", fmt::format("expected {} steps, got {}", shape.size(), layout.step.size())};
  for (int64_t step : layout.step)
    if (step < 1 || step > kMaxStride)
      return CaseProblem{field + ".step", fmt::format("expected steps from 1 to {}, got {}", kMaxStride, step)};
  if (layout.offset < 0 || layout.offset > kMaxStride)
    return CaseProblem{field + ".offset", fmt::format("expected 0 to {}, got {}", kMaxStride, layout.offset)};
  int64_t room = kMaxCaseNumel;  // divided, not multiplied: the product may reach 2^64
  for (size_t d = 0; d < shape.size(); ++d) {
    room /= std::max<int64_t>(shape[d], 1) * layout.step[d];
    if (room == 0)
      return CaseProblem{field + ".step", fmt::format("expected a storage of at most {} elements", kMaxCaseNumel)};
  }
  return std::nullopt;
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
                                     nameOf(index.pattern), toString(shape), toString(*together))};
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
    return CaseProblem{"operands", fmt::format("expected {} for a {} swap, got {}", count, nameOf(swapCase.family()),
                                               swapCase.operands.size())};
  for (size_t k = 0; k < count; ++k)
    if (auto problem = checkOperand(swapCase.operands[k], swapCase, fmt::format("operands[{}]", k))) return problem;
  return std::visit(CheckSelection{swapCase.shape}, swapCase.selection);
}

}  // namespace swapcheck
