#include "generators/simplify.h"

#include <rapidcheck/seq/Create.h>

#include <algorithm>
#include <set>

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
    if (static_cast<int64_t>(d) < index->tensors && index->tensors > 1) --index->tensors;
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
    if (info.dtype < from.dtype) candidates.add([&info](SwapCase& c) { c.dtype = info.dtype; });
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

  void operator()(const WholeSelection&) const {}

  void operator()(const MaskSelection& mask) const {
    for (MaskPattern pattern : {MaskPattern::All, MaskPattern::One, MaskPattern::None})
      if (pattern < mask.pattern)
        edit<MaskSelection>([pattern](MaskSelection& m) { m.pattern = pattern, m.seed = 0, m.densityPercent = 50; });
    edit<MaskSelection>([this](MaskSelection& m) { m.shape = from.shape; });
    edit<MaskSelection>([](MaskSelection& m) { m.densityPercent = 50; });
    if (mask.seed > 3)  // a random pattern needs some seed: the first few stand for all
      for (uint64_t seed = 0; seed <= 3; ++seed) edit<MaskSelection>([seed](MaskSelection& m) { m.seed = seed; });
  }

  void operator()(const IndexSelection& index) const {
    edit<IndexSelection>([](IndexSelection& i) { i.tensors = 1; });
    if (index.tensors > 2) edit<IndexSelection>([](IndexSelection& i) { --i.tensors; });
    for (int64_t length : {int64_t{1}, int64_t{2}, index.length / 2, index.length - 1})
      if (length > 0 && length < index.length) edit<IndexSelection>([length](IndexSelection& i) { i.length = length; });
    edit<IndexSelection>([](IndexSelection& i) { i.seed = 0; });
    if (index.pattern == IndexPattern::Random)
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

/// One element, under the first few seeds: what a special fill puts first depends on the seed, so a smaller shape alone
/// may lose the value that matters.
void singleSpecials(const SwapCase& from, Candidates& candidates) {
  if (from.fill != Fill::Special || from.numel() < 2) return;
  for (uint64_t seed = 0; seed <= 15; ++seed)
    candidates.add([&from, seed](SwapCase& c) {
      for (size_t d = 0; d < from.shape.size(); ++d) resizeDimension(c, d, 1);
      c.fillSeed = seed;
    });
}

void plainerFills(const SwapCase& from, Candidates& candidates) {
  if (from.fill != Fill::Distinct) candidates.add([](SwapCase& c) { c.fill = Fill::Distinct, c.fillSeed = 0; });
  if (from.fill == Fill::Special) candidates.add([](SwapCase& c) { c.fill = Fill::Dyadic; });
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
  smallerSquares(swapCase, candidates);
  plainerLayouts(swapCase, candidates);
  plainerDTypes(swapCase, candidates);
  plainerFills(swapCase, candidates);
  singleSpecials(swapCase, candidates);
  std::visit(PlainerSelection{swapCase, candidates}, swapCase.selection);
  plainerAutograd(swapCase, candidates);
  return rc::seq::fromContainer(candidates.take());
}

}  // namespace swapcheck
