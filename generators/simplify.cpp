#include "generators/simplify.h"

#include <rapidcheck/seq/Create.h>

#include <algorithm>
#include <set>

#include "generators/features.h"
#include "generators/hash.h"

namespace swapcheck {
namespace {

/// Collects candidates: edits of one case, made possible again, that really changed it.
class Candidates {
 public:
  explicit Candidates(const SwapCase& from) : from_(from) {}

  template <typename Edit>
  void add(Edit edit) {
    SwapCase candidate = from_;
    edit(candidate);
    candidate = fitted(std::move(candidate));
    const bool known = std::find(cases_.begin(), cases_.end(), candidate) != cases_.end();
    if (candidate != from_ && !known && !problemOf(candidate)) cases_.push_back(std::move(candidate));
  }

  std::vector<SwapCase> take() { return std::move(cases_); }

 private:
  const SwapCase& from_;
  std::vector<SwapCase> cases_;
};

/// The mask's dimension that lies on the operands' dimension `d`, if it has one.
std::optional<size_t> maskDimension(const MaskSelection& mask, const SwapCase& swapCase, size_t d) {
  const size_t dropped = swapCase.shape.size() - mask.shape.size();
  return d < dropped ? std::nullopt : std::optional(d - dropped);
}

void removeDimension(SwapCase& swapCase, size_t d) {
  if (auto* mask = std::get_if<MaskSelection>(&swapCase.selection))
    if (auto at = maskDimension(*mask, swapCase, d)) {
      mask->shape.erase(mask->shape.begin() + static_cast<long>(*at));
      for (Layout& layout : swapCase.selectionLayouts) removeDimension(layout, *at);
    }
  if (auto* pairs = std::get_if<PairSelection>(&swapCase.selection)) {
    const auto dim = static_cast<int64_t>(wrappedDim(pairs->dim, swapCase.shape));
    pairs->dim = dim > static_cast<int64_t>(d) ? dim - 1 : dim;
  }
  if (auto* index = std::get_if<IndexSelection>(&swapCase.selection))
    if (d < index->shapes.size() && index->shapes.size() > 1)
      index->shapes.erase(index->shapes.begin() + static_cast<long>(d));
  swapCase.shape.erase(swapCase.shape.begin() + static_cast<long>(d));
  for (Operand& operand : swapCase.operands) removeDimension(operand.layout, d);
}

void resizeDimension(SwapCase& swapCase, size_t d, int64_t size) {
  if (auto* mask = std::get_if<MaskSelection>(&swapCase.selection))
    if (auto at = maskDimension(*mask, swapCase, d); at && mask->shape[*at] != 1) mask->shape[*at] = size;
  swapCase.shape[d] = size;
}

bool canLoseDimension(const SwapCase& swapCase) { return std::ssize(swapCase.shape) > leastRankOf(swapCase.family()); }

/// Sizes to try in place of `size`. A long dimension closes in on the shortest that will do by ever smaller steps:
/// some faults begin beyond a threshold.
std::vector<int64_t> smallerSizes(int64_t size) {
  constexpr int64_t longFrom = 64;
  std::vector<int64_t> sizes = {1, 2, size / 2};
  if (size >= longFrom)
    for (int64_t gap = size / 4; gap > 1; gap /= 2) sizes.push_back(size - gap);
  sizes.push_back(size - 1);
  return sizes;
}

void smallerShapes(const SwapCase& from, Candidates& candidates) {
  const size_t rank = from.shape.size();
  if (canLoseDimension(from))
    for (size_t d = 0; d < rank; ++d) candidates.add([d](SwapCase& c) { removeDimension(c, d); });
  for (size_t d = 0; d < rank; ++d)
    for (int64_t size : smallerSizes(from.shape[d]))
      if (size < from.shape[d] && size > 0) candidates.add([d, size](SwapCase& c) { resizeDimension(c, d, size); });
}

/// One dimension of as many elements: sizes of several dimensions cannot be made smaller one by one.
void flatterShapes(const SwapCase& from, Candidates& candidates) {
  if (from.shape.size() < 2 || leastRankOf(from.family()) > 0) return;
  candidates.add([&from](SwapCase& c) {
    c.shape = {from.numel()};
    for (Operand& operand : c.operands) operand.layout = contiguousLayout(1);
    if (auto* mask = std::get_if<MaskSelection>(&c.selection)) mask->shape = c.shape;
    c.selectionLayouts.clear();
  });
}

/// Makes dimensions of equal size smaller together: some faults show only where sizes are equal.
void smallerSquares(const SwapCase& from, Candidates& candidates) {
  for (int64_t size : std::set<int64_t>(from.shape.begin(), from.shape.end())) {
    if (std::count(from.shape.begin(), from.shape.end(), size) < 2) continue;
    for (int64_t smaller : {int64_t{2}, size / 2, size - 1})
      if (smaller < size && smaller > 0)
        candidates.add([&from, size, smaller](SwapCase& c) {
          for (size_t d = 0; d < from.shape.size(); ++d)
            if (from.shape[d] == size) resizeDimension(c, d, smaller);
        });
  }
}

void plainerDTypes(const SwapCase& from, Candidates& candidates) {
  for (const DTypeInfo& info : kDTypes)
    if (info.dtype < from.dtype && isSupported(info.dtype))
      candidates.add([&info](SwapCase& c) { c.dtype = info.dtype; });
}

/// Plainer layouts in place of the one that `layoutIn` gives of a case.
template <typename LayoutIn>
void plainerLayout(const SwapCase& from, Candidates& candidates, LayoutIn layoutIn) {
  SwapCase copy = from;
  const Layout layout = layoutIn(copy);
  const Layout plain = contiguousLayout(layout.order.size());
  candidates.add([&](SwapCase& c) { layoutIn(c) = plain; });
  candidates.add([&](SwapCase& c) { layoutIn(c).offset = 0; });
  candidates.add([&](SwapCase& c) { layoutIn(c).window = 0; });
  candidates.add([&](SwapCase& c) { layoutIn(c).order = plain.order; });
  candidates.add([&](SwapCase& c) { layoutIn(c).step = plain.step; });
  for (size_t d = 0; d < layout.step.size(); ++d)
    for (int64_t step : {int64_t{1}, int64_t{2}})
      if (step < layout.step[d] || layout.step[d] == 0)
        candidates.add([&](SwapCase& c) { layoutIn(c).step[d] = step == 2 && layout.step[d] == 0 ? 1 : step; });
}

void plainerLayouts(const SwapCase& from, Candidates& candidates) {
  const size_t rank = from.shape.size();
  candidates.add([rank](SwapCase& c) {
    for (Operand& operand : c.operands) operand.layout = contiguousLayout(rank);
  });
  for (size_t k = 0; k < from.operands.size(); ++k)
    plainerLayout(from, candidates, [k](SwapCase& c) -> Layout& { return c.operands[k].layout; });
  candidates.add([](SwapCase& c) { c.selectionLayouts.clear(); });
  for (size_t k = 0; k < from.selectionLayouts.size(); ++k)
    plainerLayout(from, candidates, [k](SwapCase& c) -> Layout& { return c.selectionLayouts[k]; });
}

void plainerMemory(const SwapCase& from, Candidates& candidates) {
  for (Relation relation : {Relation::Separate, Relation::Disjoint, Relation::Overlapping})
    if (relation < from.sharing.operands) candidates.add([relation](SwapCase& c) { c.sharing.operands = relation; });
  candidates.add([](SwapCase& c) { c.sharing.shift = 0; });
  candidates.add([](SwapCase& c) { c.sharing.selection = false; });
  candidates.add([](SwapCase& c) { c.guarded = false; });
  for (size_t k = 0; k < from.operands.size(); ++k) {
    candidates.add([k](SwapCase& c) { c.operands[k].conjugated = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].negated = false; });
  }
}

/// Edits of the selection; each alternative is simplified on its own.
struct PlainerSelection {
  const SwapCase& from;
  Candidates& candidates;

  template <typename Kind, typename Edit>
  void edit(Edit change) const {
    candidates.add([&change](SwapCase& c) { change(std::get<Kind>(c.selection)); });
  }

  /// Fewer tensors, fewer entries, and 1-D.
  void plainerIndexShapes(const IndexSelection& index) const {
    const size_t tensors = index.shapes.size();
    const int64_t entries = entriesOf(index);
    const auto flatten = [this](size_t count, int64_t length) {
      edit<IndexSelection>([=](IndexSelection& i) { i.shapes = flatIndexShapes(count, length); });
    };
    flatten(1, entries);
    flatten(tensors, entries);
    if (tensors > 2) edit<IndexSelection>([](IndexSelection& i) { i.shapes.pop_back(); });
    for (int64_t length : {int64_t{1}, int64_t{2}, entries / 2, entries - 1})
      if (length > 0 && length < entries) flatten(tensors, length);
    for (size_t fromEnd = 1; fromEnd <= kMaxIndexDims; ++fromEnd)
      for (int64_t size : {int64_t{1}, int64_t{2}})
        edit<IndexSelection>([=](IndexSelection& i) { narrowShapes(i.shapes, fromEnd, size); });
  }

  /// Cuts that dimension of all shapes, counted from the end, down to a size.
  static void narrowShapes(std::vector<Shape>& shapes, size_t fromEnd, int64_t size) {
    for (Shape& shape : shapes)
      if (shape.size() >= fromEnd) shape[shape.size() - fromEnd] = std::min(shape[shape.size() - fromEnd], size);
  }

  void operator()(const WholeSelection&) const {}

  void operator()(const MaskSelection& mask) const {
    for (MaskPattern pattern :
         {MaskPattern::All, MaskPattern::One, MaskPattern::None, MaskPattern::Checkerboard, MaskPattern::Random})
      if (pattern < mask.pattern)
        edit<MaskSelection>([pattern](MaskSelection& m) { m.pattern = pattern, m.seed = 0, m.densityPercent = 50; });
    edit<MaskSelection>([this](MaskSelection& m) { m.shape = from.shape; });
    edit<MaskSelection>([](MaskSelection& m) { m.densityPercent = 50; });
    if (mask.seed > 3)  // a random pattern needs some seed: the first few stand for all
      for (uint64_t seed = 0; seed <= 3; ++seed) edit<MaskSelection>([seed](MaskSelection& m) { m.seed = seed; });
  }

  void operator()(const IndexSelection& index) const {
    plainerIndexShapes(index);
    edit<IndexSelection>([](IndexSelection& i) { i.seed = 0; });
    if (index.pattern == IndexPattern::Random || index.pattern == IndexPattern::Cover)
      edit<IndexSelection>([](IndexSelection& i) { i.pattern = IndexPattern::Repeated; });
    if (index.pattern != IndexPattern::Distinct)
      edit<IndexSelection>([](IndexSelection& i) { i.pattern = IndexPattern::Distinct; });
    edit<IndexSelection>([](IndexSelection& i) { i.signs = IndexSigns::None; });
  }

  void operator()(const PairSelection& pairs) const {
    for (int64_t count : {int64_t{1}, pairs.pairs / 2, pairs.pairs - 1})
      if (count > 0 && count < pairs.pairs) edit<PairSelection>([count](PairSelection& p) { p.pairs = count; });
    edit<PairSelection>([](PairSelection& p) { p.seed = 0; });
    if (pairs.dim != 0)
      edit<PairSelection>([&](PairSelection& p) { p.dim = static_cast<int64_t>(wrappedDim(p.dim, from.shape)); });
  }
};

/// One element, or half as many, under other seeds: what stands where depends on the seed, so a smaller shape alone may
/// lose the values that matter. Where many elements of a grid are needed, one that is no grid point may do.
void fewerSpecials(const SwapCase& from, Candidates& candidates) {
  constexpr uint64_t seeds = 16;
  constexpr int64_t few = 8;
  const bool onGrid = gridStepOf(from.fill) > 0;
  if (from.numel() < 2 || from.fill == Fill::OneSpecial || (onGrid && from.numel() <= few)) return;
  const auto seedAt = [&](uint64_t k) { return hashOf(static_cast<uint64_t>(from.numel()), k, 0) >> 48; };
  for (DType dtype : {DType::Float32, from.dtype})
    for (uint64_t k = 0; k < seeds; ++k)
      candidates.add([&](SwapCase& c) {
        for (size_t d = 0; d < from.shape.size(); ++d) resizeDimension(c, d, 1);
        c.fill = std::max(from.fill, Fill::Special);
        c.dtype = dtype;
        c.fillSeed = seedAt(k);
      });
  const auto longest = static_cast<size_t>(std::max_element(from.shape.begin(), from.shape.end()) - from.shape.begin());
  for (uint64_t k = 0; k < seeds; ++k)
    candidates.add([&](SwapCase& c) {
      resizeDimension(c, longest, from.shape[longest] / 2);
      c.fillSeed = seedAt(k);
    });
}

/// One zero among whole numbers, in place of one that a random fill has by chance: it stays where shapes get smaller.
void oneZero(const SwapCase& from, Candidates& candidates) {
  static const size_t zero = featureNamed("value.zero");
  if (gridStepOf(from.fill) <= 0 || from.numel() < 1 || !featuresOf(from).test(zero)) return;
  for (uint64_t seed : oneZeroSeeds(from.dtype))
    candidates.add([seed](SwapCase& c) { c.fill = Fill::OneSpecial, c.fillSeed = seed; });
}

void plainerFills(const SwapCase& from, Candidates& candidates) {
  if (from.fill != Fill::Distinct) candidates.add([](SwapCase& c) { c.fill = Fill::Distinct, c.fillSeed = 0; });
  oneZero(from, candidates);
  for (Fill fill : {Fill::Constant, Fill::Equal, Fill::Dyadic, Fill::Disparate})
    if (fill < from.fill && from.fill != Fill::OneSpecial) candidates.add([fill](SwapCase& c) { c.fill = fill; });
  for (uint64_t seed = 0; seed <= 31 && seed < from.fillSeed; ++seed)
    candidates.add([seed](SwapCase& c) { c.fillSeed = seed; });
}

/// One special number among whole ones, at the first place, or at the last of few.
void oneSpecial(const SwapCase& from, Candidates& candidates) {
  constexpr int64_t few = 4;
  const bool onGrid = gridStepOf(from.fill) > 0;
  if (onGrid || from.fill == Fill::OneSpecial || from.numel() < 1) return;
  const uint64_t seedsAtOnePlace = oneSpecialSeeds(from.dtype, 1);
  const auto last = static_cast<uint64_t>(from.numel() <= few ? from.numel() - 1 : 0);
  for (uint64_t place : std::set<uint64_t>{0, last})
    for (uint64_t seed = place * seedsAtOnePlace; seed < (place + 1) * seedsAtOnePlace; ++seed)
      candidates.add([seed](SwapCase& c) { c.fill = Fill::OneSpecial, c.fillSeed = seed; });
}

void plainerAutograd(const SwapCase& from, Candidates& candidates) {
  if (from.cotangent.kind != CotangentKind::Contiguous)
    candidates.add([](SwapCase& c) { c.cotangent.kind = CotangentKind::Contiguous; });
  candidates.add([](SwapCase& c) { c.cotangent.seed = 0; });
  for (size_t k = 0; k < from.operands.size(); ++k) {
    candidates.add([k](SwapCase& c) { c.operands[k].saved = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].inference = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].leaf = true; });
    candidates.add([k](SwapCase& c) { c.operands[k].view = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].requiresGrad = false; });
  }
}

/// The defect stays; its first variants stand for all.
void plainerDefect(const SwapCase& from, Candidates& candidates) {
  for (uint64_t seed = 0; seed <= 8 && seed < from.defectSeed; ++seed)
    candidates.add([seed](SwapCase& c) { c.defectSeed = seed; });
}

void plainerCalls(const SwapCase& from, Candidates& candidates) {
  for (int64_t count : {int64_t{1}, int64_t{2}}) {
    if (count < from.call.threads) candidates.add([count](SwapCase& c) { c.call.threads = count; });
    if (count < from.call.callers) candidates.add([count](SwapCase& c) { c.call.callers = count; });
  }
}

}  // namespace

rc::Seq<SwapCase> simplerCases(const SwapCase& swapCase) {
  Candidates candidates(swapCase);
  smallerShapes(swapCase, candidates);
  flatterShapes(swapCase, candidates);
  smallerSquares(swapCase, candidates);
  plainerMemory(swapCase, candidates);
  plainerLayouts(swapCase, candidates);
  plainerDTypes(swapCase, candidates);
  plainerFills(swapCase, candidates);
  fewerSpecials(swapCase, candidates);
  std::visit(PlainerSelection{swapCase, candidates}, swapCase.selection);
  plainerAutograd(swapCase, candidates);
  plainerDefect(swapCase, candidates);
  plainerCalls(swapCase, candidates);
  oneSpecial(swapCase, candidates);
  return rc::seq::fromContainer(candidates.take());
}

}  // namespace swapcheck
