#include "generators/stream/impose_edits.h"

#include <algorithm>
#include <cmath>

#include "generators/parts/weights.h"
#include "generators/stream/generate.h"

namespace swapcheck {
namespace {

/// Another shape, with layouts and a selection that fit it.
void reshape(SwapCase& c, Draw& draw, Shape shape) {
  if (shape.empty() && leastRankOf(c.family()) > 0) shape = {1};
  c.shape = std::move(shape);
  for (Operand& operand : c.operands) operand.layout = draw(genLayout(c.shape));
  c.selection = drawSelection(draw, c.family(), c.shape);
  c.selectionLayouts.clear();
  c.cotangent.layout.reset();
}

/// A shape of that rank and as many elements: their prime factors, dealt out.
Shape dealtOut(Draw& draw, int64_t numel, size_t rank) {
  Shape shape(rank, 1);
  if (rank == 0) return shape;
  const auto deal = [&](int64_t factor) {
    shape[static_cast<size_t>(draw.between(0, static_cast<int64_t>(rank) - 1))] *= factor;
  };
  if (numel == 0) deal(0);
  for (int64_t factor = 2; factor * factor <= numel; ++factor)
    for (; numel % factor == 0; numel /= factor) deal(factor);
  if (numel > 1) deal(numel);
  return shape;
}

template <size_t rank>
void giveRank(SwapCase& c, Draw& draw) {
  reshape(c, draw, dealtOut(draw, rank == 0 ? 1 : c.numel(), rank));
}

/// That many elements, in as many dimensions as before.
template <int64_t least, int64_t most>
void giveSize(SwapCase& c, Draw& draw) {
  const size_t rank = most > 1 ? std::max<size_t>(c.shape.size(), 1) : c.shape.size();
  reshape(c, draw, dealtOut(draw, draw.between(least, most), least == 0 ? std::max<size_t>(rank, 1) : rank));
}

void giveSquare(SwapCase& c, Draw& draw) {
  const size_t rank = std::max<size_t>(c.shape.size(), 2);
  const double side = std::ceil(std::pow(static_cast<double>(c.numel()), 1.0 / static_cast<double>(rank)));
  reshape(c, draw, Shape(rank, std::max<int64_t>(static_cast<int64_t>(side), 2)));
}

Layout& operandLayout(SwapCase& c, Draw& draw) {
  return c.operands[static_cast<size_t>(draw.between(0, std::ssize(c.operands) - 1))].layout;
}

Layout& cotangentLayout(SwapCase& c, Draw&) {
  c.cotangent.layout = layoutOf(c.cotangent, c.shape);
  return *c.cotangent.layout;
}

/// Whose layout an edit changes, once the shape is as it needs it.
using LayoutToEdit = Layout& (*)(SwapCase& c, Draw& draw);

template <LayoutToEdit toEdit>
void givePermuted(SwapCase& c, Draw& draw) {
  requireRank2(c, draw);
  Layout& layout = toEdit(c, draw);
  layout.window = 0;
  std::next_permutation(layout.order.begin(), layout.order.end());
  if (!isPermuted(layout)) std::reverse(layout.order.begin(), layout.order.end());
}

template <LayoutToEdit toEdit>
void givePermutedStepped(SwapCase& c, Draw& draw) {
  requireRank2(c, draw);
  Layout& layout = toEdit(c, draw);
  layout = contiguousLayout(c.shape.size());
  std::reverse(layout.order.begin(), layout.order.end());
  layout.step[longDimension(c, draw) % c.shape.size()] = 2;
}

template <LayoutToEdit toEdit>
void giveChannelsLast(SwapCase& c, Draw& draw) {
  if (c.shape.size() != 4 && c.shape.size() != 5)
    reshape(c, draw, dealtOut(draw, c.numel(), static_cast<size_t>(draw.between(4, 5))));
  Layout& layout = toEdit(c, draw);
  layout = channelsLastLayout(c.shape.size());
}

template <LayoutToEdit toEdit>
void giveExpanded(SwapCase& c, Draw& draw) {
  const size_t d = longDimension(c, draw);
  Layout& layout = toEdit(c, draw);
  layout.window = 0;
  layout.step[d] = 0;
}

/// The two innermost dimensions in memory need more than one element each.
template <LayoutToEdit toEdit>
void giveOverlapping(SwapCase& c, Draw& draw) {
  std::vector<int64_t> dims;
  for (size_t d = 0; d < c.shape.size(); ++d)
    if (c.shape[d] > 1) dims.push_back(static_cast<int64_t>(d));
  if (dims.size() < 2 || c.numel() == 0) {
    const size_t rank = std::max<size_t>(c.shape.size(), 2);
    Shape shape(rank, 1);
    shape[rank - 1] = draw.between(2, 3);
    shape[rank - 2] = std::max<int64_t>(2, c.numel() / shape[rank - 1]);
    reshape(c, draw, shape);
    dims = {static_cast<int64_t>(rank) - 2, static_cast<int64_t>(rank) - 1};
  }
  Layout& layout = toEdit(c, draw);
  layout = contiguousLayout(c.shape.size());
  for (size_t k = dims.size() - 2; k < dims.size(); ++k) {
    std::erase(layout.order, dims[k]);
    layout.order.push_back(dims[k]);
  }
  layout.window = 1;
}

void givePermutedDense(SwapCase& c, Draw& draw) {
  requireRank2(c, draw);
  Layout& layout = cotangentLayout(c, draw);
  layout = contiguousLayout(c.shape.size());
  std::reverse(layout.order.begin(), layout.order.end());
}

void giveStepped(SwapCase& c, Draw& draw) {
  if (c.shape.empty()) reshape(c, draw, {c.numel()});
  Layout& layout = cotangentLayout(c, draw);
  layout.window = 0;
  layout.step[static_cast<size_t>(draw.between(0, std::ssize(c.shape) - 1))] = 2;
}

void giveOnePlace(SwapCase& c, Draw& draw) {
  longDimension(c, draw);
  c.cotangent.layout = sumLayout(c.shape.size());
}

template <bool Operand::* flag>
void giveFlag(SwapCase& c, Draw& draw) {
  Operand& operand = c.operands[static_cast<size_t>(draw.between(0, std::ssize(c.operands) - 1))];
  operand.*flag = true;
}

}  // namespace

size_t longDimension(SwapCase& c, Draw& draw) {
  if (c.numel() < 2) reshape(c, draw, {2, draw.between(2, 4)});
  std::vector<size_t> dims;
  for (size_t d = 0; d < c.shape.size(); ++d)
    if (c.shape[d] > 1) dims.push_back(d);
  return dims[static_cast<size_t>(draw.between(0, std::ssize(dims) - 1))];
}

void requireComplex(SwapCase& c) {
  if (infoOf(c.dtype).kind != DTypeKind::Complex || !isDifferentiable(c.dtype)) c.dtype = DType::Complex64;
}

void requireRank2(SwapCase& c, Draw& draw) {
  if (c.shape.size() < 2) reshape(c, draw, dealtOut(draw, c.numel(), 2));
}

const Edits& shapeEdits() {
  static const Edits edits = {
      {"rank.0", {giveRank<0>, Reshapes::Yes}},
      {"rank.1", {giveRank<1>, Reshapes::Yes}},
      {"rank.2", {giveRank<2>, Reshapes::Yes}},
      {"rank.3", {giveRank<3>, Reshapes::Yes}},
      {"rank.4", {giveRank<4>, Reshapes::Yes}},
      {"rank.5", {giveRank<5>, Reshapes::Yes}},
      {"size.empty", {giveSize<0, 0>, Reshapes::Yes}},
      {"size.one", {giveSize<1, 1>, Reshapes::Yes}},
      {"size.few", {giveSize<2, 16>, Reshapes::Yes}},
      {"size.many", {giveSize<17, 256>, Reshapes::Yes}},
      {"size.medium", {giveSize<257, weights::kMaxMediumNumel>, Reshapes::Yes}},
      {"size.large", {giveSize<weights::kMinLargeNumel, weights::kMinLargeNumel + 8000>, Reshapes::Yes}},
      {"shape.square", {giveSquare, Reshapes::Yes}},
      {"layout.permuted", {givePermuted<operandLayout>, Reshapes::Yes}},
      {"layout.permuted-stepped", {givePermutedStepped<operandLayout>, Reshapes::Yes}},
      {"layout.channels-last", {giveChannelsLast<operandLayout>, Reshapes::Yes}},
      {"layout.expanded", {giveExpanded<operandLayout>, Reshapes::Yes}},
      {"layout.overlapping", {giveOverlapping<operandLayout>, Reshapes::Yes}},
      {"cotangent.permuted", {givePermuted<cotangentLayout>, Reshapes::Yes}},
      {"cotangent.permuted-dense", {givePermutedDense, Reshapes::Yes}},
      {"cotangent.channels-last", {giveChannelsLast<cotangentLayout>, Reshapes::Yes}},
      {"cotangent.stepped", {giveStepped, Reshapes::Yes}},
      {"cotangent.expanded", {giveExpanded<cotangentLayout>, Reshapes::Yes}},
      {"cotangent.one-place", {giveOnePlace, Reshapes::Yes}},
      {"cotangent.overlapping", {giveOverlapping<cotangentLayout>, Reshapes::Yes}},
      {"layout.conjugated", {[](SwapCase& c, Draw& draw) {
         requireComplex(c);
         giveFlag<&Operand::conjugated>(c, draw);
       }}},
      {"layout.negated", {giveFlag<&Operand::negated>}},
  };
  return edits;
}

}  // namespace swapcheck
