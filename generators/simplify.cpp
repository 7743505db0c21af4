#include "generators/simplify.h"

#include <rapidcheck/seq/Create.h>

#include <algorithm>

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
    if (auto at = maskDimension(*mask, swapCase, d)) mask->shape.erase(mask->shape.begin() + static_cast<long>(*at));
  if (auto* pairs = std::get_if<PairSelection>(&swapCase.selection)) {
    const auto dim = static_cast<int64_t>(wrappedDim(pairs->dim, swapCase.shape));
    pairs->dim = dim > static_cast<int64_t>(d) ? dim - 1 : dim;
  }
  if (auto* index = std::get_if<IndexSelection>(&swapCase.selection))
    if (d < index->shapes.size() && index->shapes.size() > 1)
      index->shapes.erase(index->shapes.begin() + static_cast<long>(d));
  swapCase.shape.erase(swapCase.shape.begin() + static_cast<long>(d));
  for (Operand& operand : swapCase.operands) {
    std::erase(operand.layout.order, static_cast<int64_t>(d));
    for (int64_t& dim : operand.layout.order)
      if (dim > static_cast<int64_t>(d)) --dim;
    operand.layout.step.erase(operand.layout.step.begin() + static_cast<long>(d));
  }
}

void resizeDimension(SwapCase& swapCase, size_t d, int64_t size) {
  if (auto* mask = std::get_if<MaskSelection>(&swapCase.selection))
    if (auto at = maskDimension(*mask, swapCase, d); at && mask->shape[*at] != 1) mask->shape[*at] = size;
  swapCase.shape[d] = size;
}

bool canLoseDimension(const SwapCase& swapCase) {
  const bool needsDimension = swapCase.family() == Family::Indexed || swapCase.family() == Family::Within;
  return swapCase.shape.size() > (needsDimension ? 1u : 0u);
}

void smallerShapes(const SwapCase& from, Candidates& candidates) {
  const size_t rank = from.shape.size();
  if (canLoseDimension(from))
    for (size_t d = 0; d < rank; ++d) candidates.add([d](SwapCase& c) { removeDimension(c, d); });
  for (size_t d = 0; d < rank; ++d)
    for (int64_t size : {int64_t{1}, int64_t{2}, from.shape[d] / 2, from.shape[d] - 1})
      if (size < from.shape[d] && size > 0) candidates.add([d, size](SwapCase& c) { resizeDimension(c, d, size); });
}

void plainerDTypes(const SwapCase& from, Candidates& candidates) {
  for (const DTypeInfo& info : kDTypes)
    if (info.dtype < from.dtype && isSupported(info.dtype))
      candidates.add([&info](SwapCase& c) { c.dtype = info.dtype; });
}

void plainerLayouts(const SwapCase& from, Candidates& candidates) {
  const size_t rank = from.shape.size();
  candidates.add([rank](SwapCase& c) {
    for (Operand& operand : c.operands) operand.layout = contiguousLayout(rank);
  });
  for (size_t k = 0; k < from.operands.size(); ++k) {
    candidates.add([k, rank](SwapCase& c) { c.operands[k].layout = contiguousLayout(rank); });
    candidates.add([k](SwapCase& c) { c.operands[k].layout.offset = 0; });
    candidates.add([k, rank](SwapCase& c) { c.operands[k].layout.order = contiguousLayout(rank).order; });
    candidates.add([k, rank](SwapCase& c) { c.operands[k].layout.step = contiguousLayout(rank).step; });
    for (size_t d = 0; d < rank; ++d)
      for (int64_t step : {int64_t{1}, int64_t{2}})
        if (step < from.operands[k].layout.step[d])
          candidates.add([k, d, step](SwapCase& c) { c.operands[k].layout.step[d] = step; });
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

/// One element, under the first few seeds: what a fill without a grid puts first depends on the seed, so a smaller
/// shape alone may lose the value that matters.
void singleSpecials(const SwapCase& from, Candidates& candidates) {
  if (from.fill < Fill::Disparate || from.numel() < 2) return;
  for (uint64_t seed = 0; seed <= 15; ++seed)
    candidates.add([&from, seed](SwapCase& c) {
      for (size_t d = 0; d < from.shape.size(); ++d) resizeDimension(c, d, 1);
      c.fillSeed = seed;
    });
}

void plainerFills(const SwapCase& from, Candidates& candidates) {
  if (from.fill != Fill::Distinct) candidates.add([](SwapCase& c) { c.fill = Fill::Distinct, c.fillSeed = 0; });
  for (Fill fill : {Fill::Constant, Fill::Equal, Fill::Dyadic, Fill::Disparate})
    if (fill < from.fill) candidates.add([fill](SwapCase& c) { c.fill = fill; });
  for (uint64_t seed = 0; seed <= 31 && seed < from.fillSeed; ++seed)
    candidates.add([seed](SwapCase& c) { c.fillSeed = seed; });
}

void plainerAutograd(const SwapCase& from, Candidates& candidates) {
  if (from.cotangent.kind != CotangentKind::Contiguous)
    candidates.add([](SwapCase& c) { c.cotangent.kind = CotangentKind::Contiguous; });
  candidates.add([](SwapCase& c) { c.cotangent.seed = 0; });
  for (size_t k = 0; k < from.operands.size(); ++k) {
    candidates.add([k](SwapCase& c) { c.operands[k].saved = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].leaf = true; });
    candidates.add([k](SwapCase& c) { c.operands[k].requiresGrad = false; });
  }
}

}  // namespace

rc::Seq<SwapCase> simplerCases(const SwapCase& swapCase) {
  Candidates candidates(swapCase);
  smallerShapes(swapCase, candidates);
  plainerLayouts(swapCase, candidates);
  plainerDTypes(swapCase, candidates);
  plainerFills(swapCase, candidates);
  singleSpecials(swapCase, candidates);
  std::visit(PlainerSelection{swapCase, candidates}, swapCase.selection);
  plainerAutograd(swapCase, candidates);
  return rc::seq::fromContainer(candidates.take());
}

}  // namespace swapcheck
