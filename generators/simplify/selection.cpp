#include "generators/simplify/edits.h"

namespace swapcheck {
namespace {

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
    // Some faults need tensors of as many elements, some of different ones.
    const int64_t half = longest(index.shapes) / 2;
    for (const auto& [last, before] : {std::pair(int64_t{2}, int64_t{2}), {3, 2}, {2, 3}, {half, half}})
      edit<IndexSelection>([last, before](IndexSelection& i) {
        const bool needsMany = i.pattern == IndexPattern::Everything || i.pattern == IndexPattern::Cover;
        if (needsMany) i.pattern = IndexPattern::Distinct;
        narrowShapes(i.shapes, 1, last);
        narrowShapes(i.shapes, 2, before);
      });
  }

  static int64_t longest(const std::vector<Shape>& shapes) {
    int64_t longest = 0;
    for (const Shape& shape : shapes)
      for (int64_t size : shape) longest = std::max(longest, size);
    return longest;
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

}  // namespace

void plainerSelections(const SwapCase& from, Candidates& candidates) {
  std::visit(PlainerSelection{from, candidates}, from.selection);
}

}  // namespace swapcheck
