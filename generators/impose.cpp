#include "generators/impose.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "generators/weights.h"

namespace swapcheck {
namespace {

using Edit = void (*)(SwapCase&, Draw&);

Selection drawSelection(Draw& draw, const SwapCase& swapCase) {
  switch (swapCase.family()) {
    case Family::Whole: return WholeSelection{};
    case Family::Masked: return draw(genMask(swapCase.shape));
    case Family::Indexed: return draw(genIndex(swapCase.shape));
    case Family::Within: return draw(genPairs(swapCase.shape));
  }
  return WholeSelection{};
}

bool needsDimension(const SwapCase& c) { return c.family() == Family::Indexed || c.family() == Family::Within; }

/// Another shape, with layouts and a selection that go with it.
void reshape(SwapCase& c, Draw& draw, Shape shape) {
  if (shape.empty() && needsDimension(c)) shape = {1};
  c.shape = std::move(shape);
  for (Operand& operand : c.operands) operand.layout = draw(genLayout(c.shape));
  c.selection = drawSelection(draw, c);
  c.selectionLayouts.clear();
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

/// So many elements, in as many dimensions as before.
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

Layout& anyLayout(SwapCase& c, Draw& draw) {
  return c.operands[static_cast<size_t>(draw.between(0, std::ssize(c.operands) - 1))].layout;
}

/// A dimension of more than one element, in a shape that has one.
size_t longDimension(SwapCase& c, Draw& draw) {
  if (c.numel() < 2) reshape(c, draw, {2, draw.between(2, 4)});
  std::vector<size_t> dims;
  for (size_t d = 0; d < c.shape.size(); ++d)
    if (c.shape[d] > 1) dims.push_back(d);
  return dims[static_cast<size_t>(draw.between(0, std::ssize(dims) - 1))];
}

void requireRank2(SwapCase& c, Draw& draw) {
  if (c.shape.size() < 2) reshape(c, draw, dealtOut(draw, c.numel(), 2));
}

void givePermuted(SwapCase& c, Draw& draw) {
  requireRank2(c, draw);
  Layout& layout = anyLayout(c, draw);
  layout.window = 0;
  std::next_permutation(layout.order.begin(), layout.order.end());
  if (!isPermuted(layout)) std::reverse(layout.order.begin(), layout.order.end());
}

void givePermutedStepped(SwapCase& c, Draw& draw) {
  requireRank2(c, draw);
  Layout& layout = anyLayout(c, draw);
  layout = contiguousLayout(c.shape.size());
  std::reverse(layout.order.begin(), layout.order.end());
  layout.step[longDimension(c, draw) % c.shape.size()] = 2;
}

void giveChannelsLast(SwapCase& c, Draw& draw) {
  if (c.shape.size() != 4 && c.shape.size() != 5)
    reshape(c, draw, dealtOut(draw, c.numel(), static_cast<size_t>(draw.between(4, 5))));
  Layout& layout = anyLayout(c, draw);
  layout = contiguousLayout(c.shape.size());
  std::rotate(layout.order.begin() + 1, layout.order.begin() + 2, layout.order.end());
}

void giveExpanded(SwapCase& c, Draw& draw) {
  const size_t d = longDimension(c, draw);
  Layout& layout = anyLayout(c, draw);
  layout.window = 0;
  layout.step[d] = 0;
}

/// The two innermost dimensions in memory need more than one element each.
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
  Layout& layout = anyLayout(c, draw);
  layout = contiguousLayout(c.shape.size());
  for (size_t k = dims.size() - 2; k < dims.size(); ++k) {
    std::erase(layout.order, dims[k]);
    layout.order.push_back(dims[k]);
  }
  layout.window = 1;
}

/// Contiguous layouts for the selection, to be edited; one of its tensors.
Layout* selectionLayoutOf(SwapCase& c, Draw& draw, size_t leastRank) {
  const std::vector<Shape> shapes = selectionShapes(c.selection);
  std::vector<size_t> fitting;
  for (size_t k = 0; k < shapes.size(); ++k)
    if (shapes[k].size() >= leastRank && (leastRank == 0 || numelOf(shapes[k]) > 1)) fitting.push_back(k);
  if (fitting.empty()) return nullptr;
  if (c.selectionLayouts.size() != shapes.size()) {
    c.selectionLayouts.clear();
    for (const Shape& shape : shapes) c.selectionLayouts.push_back(contiguousLayout(shape.size()));
  }
  return &c.selectionLayouts[fitting[static_cast<size_t>(draw.between(0, std::ssize(fitting) - 1))]];
}

/// Index tensors or a mask of 2 dimensions at least.
void makeSelection2D(SwapCase& c, Draw& draw) {
  if (auto* index = std::get_if<IndexSelection>(&c.selection)) {
    const int64_t columns = std::max<int64_t>(entriesOf(*index), 2);
    for (Shape& shape : index->shapes) shape = {2, columns};
    if (index->pattern == IndexPattern::Distinct) index->pattern = IndexPattern::Random;
    c.selectionLayouts.clear();
  }
  if (auto* mask = std::get_if<MaskSelection>(&c.selection); mask && mask->shape.size() < 2) {
    requireRank2(c, draw);
    if (auto* full = std::get_if<MaskSelection>(&c.selection)) full->shape = c.shape;
    c.selectionLayouts.clear();
  }
}

void giveSelectionPermuted(SwapCase& c, Draw& draw) {
  makeSelection2D(c, draw);
  if (Layout* layout = selectionLayoutOf(c, draw, 2)) {
    layout->window = 0;
    std::sort(layout->order.rbegin(), layout->order.rend());
  }
}

void giveSelectionStepped(SwapCase& c, Draw& draw) {
  if (Layout* layout = selectionLayoutOf(c, draw, 1)) layout->step.back() = 2;
}

void giveSelectionOffset(SwapCase& c, Draw& draw) {
  if (Layout* layout = selectionLayoutOf(c, draw, 0)) layout->offset = draw.between(1, weights::kMaxOffset);
}

/// Of every dimension: one of them has more than one element.
void giveSelectionExpanded(SwapCase& c, Draw& draw) {
  if (Layout* layout = selectionLayoutOf(c, draw, 1)) {
    layout->window = 0;
    std::fill(layout->step.begin(), layout->step.end(), int64_t{0});
  }
}

void giveSelectionOverlapping(SwapCase& c, Draw& draw) {
  makeSelection2D(c, draw);
  if (Layout* layout = selectionLayoutOf(c, draw, 2)) {
    *layout = contiguousLayout(layout->order.size());
    layout->window = 1;
  }
}

template <DType dtype>
void giveDType(SwapCase& c, Draw&) {
  c.dtype = dtype;
}

template <Fill fill>
void giveFill(SwapCase& c, Draw&) {
  c.fill = fill;
}

template <Relation relation>
void giveRelation(SwapCase& c, Draw& draw) {
  c.sharing.operands = relation;
  if (relation == Relation::Overlapping) c.sharing.shift = draw.between(0, 1);
}

template <MaskPattern pattern>
void giveMask(SwapCase& c, Draw&) {
  if (auto* mask = std::get_if<MaskSelection>(&c.selection)) mask->pattern = pattern;
}

template <typename Change>
void changeIndex(SwapCase& c, Change change) {
  if (auto* index = std::get_if<IndexSelection>(&c.selection)) {
    change(*index);
    c.selectionLayouts.clear();
  }
}

template <IndexPattern pattern>
void giveIndex(SwapCase& c, Draw&) {
  changeIndex(c, [](IndexSelection& index) { index.pattern = pattern; });
}

/// Flat tensors with room for every position, and for two more.
template <IndexPattern pattern, int64_t more>
void giveIndexOfAll(SwapCase& c, Draw&) {
  changeIndex(c, [&](IndexSelection& index) {
    const Shape leading(c.shape.begin(), c.shape.begin() + std::ssize(index.shapes));
    index = {pattern, flatIndexShapes(index.shapes.size(), numelOf(leading) + more), index.signs, index.seed};
  });
}

void giveIndexEmpty(SwapCase& c, Draw&) {
  changeIndex(c, [](IndexSelection& index) {
    index.pattern = IndexPattern::Distinct;
    index.shapes = flatIndexShapes(index.shapes.size(), 0);
  });
}

void giveIndexTwoDim(SwapCase& c, Draw& draw) {
  changeIndex(c, [&](IndexSelection& index) {
    index.pattern = IndexPattern::Random;
    for (Shape& shape : index.shapes) shape = {draw.between(1, 2), 2};
    for (Shape& shape : index.shapes) shape = index.shapes.front();
  });
}

void giveIndexZeroDim(SwapCase& c, Draw&) {
  changeIndex(c, [](IndexSelection& index) {
    index.shapes.back() = {};
    if (index.pattern != IndexPattern::Last) index.pattern = IndexPattern::Random;
  });
}

void giveIndexBroadcast(SwapCase& c, Draw& draw) {
  requireRank2(c, draw);
  changeIndex(c, [&](IndexSelection& index) {
    index.pattern = IndexPattern::Random;
    index.shapes.resize(std::max<size_t>(index.shapes.size(), 2));
    for (Shape& shape : index.shapes) shape = {2};
    index.shapes.front() = {draw.between(2, 3), 1};
  });
}

void giveIndexNegative(SwapCase& c, Draw&) {
  changeIndex(c, [](IndexSelection& index) { index.signs = IndexSigns::All; });
}

void givePairsEmpty(SwapCase& c, Draw&) {
  if (auto* pairs = std::get_if<PairSelection>(&c.selection)) pairs->pairs = 0;
}

/// As many pairs as there are: the last slice is among them, unless their number is odd.
void givePairsLast(SwapCase& c, Draw& draw) {
  const auto d = static_cast<int64_t>(longDimension(c, draw));
  if (auto* pairs = std::get_if<PairSelection>(&c.selection))
    *pairs = {d, c.shape[static_cast<size_t>(d)] / 2, draw.seed()};
}

void giveDimNegative(SwapCase& c, Draw&) {
  if (auto* pairs = std::get_if<PairSelection>(&c.selection); pairs && pairs->dim >= 0)
    pairs->dim -= std::ssize(c.shape);
}

/// Gradients of all operands or of none; a dtype that has them.
void requireGrad(SwapCase& c, bool first, bool second) {
  if ((first || second) && !isDifferentiable(c.dtype)) c.dtype = DType::Float32;
  c.operands.front().requiresGrad = first;
  if (c.operands.size() == 2) c.operands.back().requiresGrad = second;
}

template <bool Operand::*flag>
void giveFlag(SwapCase& c, Draw& draw) {
  Operand& operand = c.operands[static_cast<size_t>(draw.between(0, std::ssize(c.operands) - 1))];
  operand.*flag = true;
}

void giveNonLeaf(SwapCase& c, Draw&) {
  requireGrad(c, true, c.operands.back().requiresGrad);
  c.operands.front().leaf = false;
  c.operands.front().view = false;
}

void giveView(SwapCase& c, Draw&) {
  requireGrad(c, true, c.operands.back().requiresGrad);
  c.operands.front().leaf = false;
  c.operands.front().view = true;
}

void giveSaved(SwapCase& c, Draw&) {
  requireGrad(c, true, c.operands.back().requiresGrad);
  c.operands.front().saved = true;
}

void giveInference(SwapCase& c, Draw&) {
  requireGrad(c, c.operands.size() == 2 && c.operands.front().requiresGrad, false);
  c.operands.back().inference = true;
}

template <CotangentKind kind>
void giveCotangent(SwapCase& c, Draw&) {
  c.cotangent.kind = kind;
}

const std::map<std::string_view, Edit> kShapeEdits = {
    {"rank.0", giveRank<0>},
    {"rank.1", giveRank<1>},
    {"rank.2", giveRank<2>},
    {"rank.3", giveRank<3>},
    {"rank.4", giveRank<4>},
    {"rank.5", giveRank<5>},
    {"size.empty", giveSize<0, 0>},
    {"size.one", giveSize<1, 1>},
    {"size.few", giveSize<2, 16>},
    {"size.many", giveSize<17, 256>},
    {"size.medium", giveSize<257, weights::kMaxMediumNumel>},
    {"size.large", giveSize<weights::kMinLargeNumel, weights::kMinLargeNumel + 8000>},
    {"shape.square", giveSquare},
    {"layout.permuted", givePermuted},
    {"layout.permuted-stepped", givePermutedStepped},
    {"layout.channels-last", giveChannelsLast},
    {"layout.expanded", giveExpanded},
    {"layout.overlapping", giveOverlapping},
    {"selection.permuted", giveSelectionPermuted},
    {"selection.overlapping", giveSelectionOverlapping},
    {"index.broadcast", giveIndexBroadcast},
    {"pairs.last", givePairsLast},
};

const std::map<std::string_view, Edit> kOtherEdits = {
    {"dtype.float32", giveDType<DType::Float32>},
    {"dtype.float64", giveDType<DType::Float64>},
    {"dtype.float16", giveDType<DType::Float16>},
    {"dtype.bfloat16", giveDType<DType::BFloat16>},
    {"dtype.complex64", giveDType<DType::Complex64>},
    {"dtype.complex128", giveDType<DType::Complex128>},
    {"dtype.int64", giveDType<DType::Int64>},
    {"dtype.int32", giveDType<DType::Int32>},
    {"dtype.int16", giveDType<DType::Int16>},
    {"dtype.int8", giveDType<DType::Int8>},
    {"dtype.uint8", giveDType<DType::UInt8>},
    {"dtype.bool", giveDType<DType::Bool>},
    {"dtype.complex32", giveDType<DType::Complex32>},
    {"dtype.float8-e5m2", giveDType<DType::Float8E5M2>},
    {"dtype.float8-e4m3fn", giveDType<DType::Float8E4M3FN>},
    {"dtype.float8", giveDType<DType::Float8E5M2>},
    {"dtype.uint16", giveDType<DType::UInt16>},
    {"dtype.uint32", giveDType<DType::UInt32>},
    {"dtype.uint64", giveDType<DType::UInt64>},
    {"dtype.exotic", giveDType<DType::Complex32>},
    {"layout.conjugated",
     [](SwapCase& c, Draw& draw) {
       if (infoOf(c.dtype).kind != DTypeKind::Complex || !isDifferentiable(c.dtype)) c.dtype = DType::Complex64;
       giveFlag<&Operand::conjugated>(c, draw);
     }},
    {"layout.negated", giveFlag<&Operand::negated>},
    {"selection.stepped", giveSelectionStepped},
    {"selection.offset", giveSelectionOffset},
    {"selection.expanded", giveSelectionExpanded},
    {"sharing.disjoint", giveRelation<Relation::Disjoint>},
    {"sharing.overlapping", giveRelation<Relation::Overlapping>},
    {"sharing.same", giveRelation<Relation::Same>},
    {"sharing.selection", [](SwapCase& c, Draw&) { c.sharing.selection = true; }},
    {"memory.read-only", [](SwapCase& c, Draw&) { c.guarded = true; }},
    {"fill.distinct", giveFill<Fill::Distinct>},
    {"fill.constant", giveFill<Fill::Constant>},
    {"fill.equal", giveFill<Fill::Equal>},
    {"fill.dyadic", giveFill<Fill::Dyadic>},
    {"fill.disparate", giveFill<Fill::Disparate>},
    {"fill.special", giveFill<Fill::Special>},
    {"value.nan", giveFill<Fill::Special>},
    {"value.infinity", giveFill<Fill::Special>},
    {"value.zero", giveFill<Fill::Special>},
    {"value.negative-zero", giveFill<Fill::Special>},
    {"value.subnormal", giveFill<Fill::Special>},
    {"value.largest", giveFill<Fill::Special>},
    {"mask.all", giveMask<MaskPattern::All>},
    {"mask.one", giveMask<MaskPattern::One>},
    {"mask.single", giveMask<MaskPattern::One>},
    {"mask.none", giveMask<MaskPattern::None>},
    {"mask.checkerboard", giveMask<MaskPattern::Checkerboard>},
    {"mask.runs", giveMask<MaskPattern::Runs>},
    {"mask.threshold", giveMask<MaskPattern::Threshold>},
    {"mask.random", giveMask<MaskPattern::Random>},
    {"mask.0-dim",
     [](SwapCase& c, Draw&) {
       if (auto* mask = std::get_if<MaskSelection>(&c.selection)) mask->shape.clear();
     }},
    {"mask.broadcast",
     [](SwapCase& c, Draw&) {
       auto* mask = std::get_if<MaskSelection>(&c.selection);
       if (mask && !mask->shape.empty()) mask->shape.erase(mask->shape.begin());
     }},
    {"index.empty", giveIndexEmpty},
    {"index.2-dim", giveIndexTwoDim},
    {"index.0-dim", giveIndexZeroDim},
    {"index.negative", giveIndexNegative},
    {"index.repeated", giveIndex<IndexPattern::Repeated>},
    {"index.last", giveIndex<IndexPattern::Last>},
    {"index.everything", giveIndexOfAll<IndexPattern::Everything, 0>},
    {"index.cover", giveIndexOfAll<IndexPattern::Cover, 2>},
    {"pairs.empty", givePairsEmpty},
    {"pairs.negative-dim", giveDimNegative},
    {"grad.none", [](SwapCase& c, Draw&) { requireGrad(c, false, false); }},
    {"grad.one", [](SwapCase& c, Draw& draw) { requireGrad(c, draw.chance(50), !c.operands.front().requiresGrad); }},
    {"grad.all", [](SwapCase& c, Draw&) { requireGrad(c, true, true); }},
    {"grad.leaf",
     [](SwapCase& c, Draw&) {
       requireGrad(c, c.operands.front().requiresGrad, true);
       if (c.operands.size() == 1) c.operands.front().requiresGrad = true;
       c.operands.back().leaf = true;
     }},
    {"grad.non-leaf", giveNonLeaf},
    {"grad.view", giveView},
    {"grad.saved", giveSaved},
    {"grad.inference", giveInference},
    {"cotangent.strided", giveCotangent<CotangentKind::Strided>},
    {"cotangent.expanded", giveCotangent<CotangentKind::Expanded>},
    {"cotangent.zero", giveCotangent<CotangentKind::Zero>},
    {"cotangent.first-only", giveCotangent<CotangentKind::FirstOnly>},
    {"cotangent.second-only", giveCotangent<CotangentKind::SecondOnly>},
    {"call.threads", [](SwapCase& c, Draw& draw) { c.call.threads = draw.between(2, weights::kMostThreads); }},
    {"call.concurrent", [](SwapCase& c, Draw& draw) { c.call.callers = draw.between(2, weights::kMostCallers); }},
};

}  // namespace

void impose(size_t feature, SwapCase& swapCase, Draw& draw) {
  const std::string_view name = allFeatures()[feature].name;
  const auto& edits = imposesShape(feature) ? kShapeEdits : kOtherEdits;
  if (const auto found = edits.find(name); found != edits.end()) found->second(swapCase, draw);
}

bool imposesShape(size_t feature) { return kShapeEdits.contains(allFeatures()[feature].name); }

}  // namespace swapcheck
