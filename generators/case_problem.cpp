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

Problem checkCall(const Call& call) {
  if (call.threads < 1 || call.threads > kMaxThreads)
    return CaseProblem{"call.threads", fmt::format("expected 1 to {}, got {}", kMaxThreads, call.threads)};
  if (call.callers < 1 || call.callers > kMaxCallers)
    return CaseProblem{"call.callers", fmt::format("expected 1 to {}, got {}", kMaxCallers, call.callers)};
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
    if (mask.densityPercent < 0 || mask.densityPercent > 100)
      return CaseProblem{"mask.density_percent", fmt::format("expected 0 to 100, got {}", mask.densityPercent)};
    return std::nullopt;
  }

  Problem operator()(const IndexSelection& index) const {
    const auto rank = static_cast<int64_t>(shape.size());
    if (index.tensors < 1 || index.tensors > rank)
      return CaseProblem{"index.tensors", fmt::format("expected 1 to the rank, {}, got {}", rank, index.tensors)};
    const int64_t least = minIndexLength(index);
    const int64_t most = maxIndexLength(index, shape);
    if (index.length < least || index.length > most)
      return CaseProblem{"index.length", fmt::format("expected {} to {} for a {} pattern on shape {}, got {}", least,
                                                     most, nameOf(index.pattern), toString(shape), index.length)};
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
  if (auto problem = checkCall(swapCase.call)) return problem;
  return std::visit(CheckSelection{swapCase.shape}, swapCase.selection);
}

}  // namespace swapcheck
