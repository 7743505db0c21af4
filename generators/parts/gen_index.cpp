// Draws indices and pairs of slices.
#include <algorithm>

#include "generators/parts/index.h"
#include "generators/parts/weighted.h"
#include "generators/parts/weights.h"

namespace swapcheck {
namespace {

/// How the shapes of index tensors come about; the order is that of the weights.
enum class IndexForm { Flat, TwoDim, Mixed, ZeroDim };

/// Rows and columns of that many entries.
Shape drawRowsAndColumns(Draw& draw, int64_t entries) {
  int64_t rows = draw.between(entries == 0 ? 0 : 1, std::max<int64_t>(entries, 3));
  if (entries == 0) return rows == 0 ? Shape{0, 2} : Shape{rows, 0};
  while (entries % rows != 0) --rows;
  return {rows, entries / rows};
}

/// Shapes that broadcast to `together`, each with some of its dimensions stretched or left out.
std::vector<Shape> drawMixed(Draw& draw, size_t tensors, const Shape& together) {
  std::vector<Shape> shapes(tensors, together);
  for (Shape& own : shapes) {
    for (int64_t& size : own)
      if (draw.chance(weights::kIndexCollapsePercent)) size = 1;
    while (!own.empty() && own.front() == 1 && draw.chance(weights::kIndexDropDimPercent)) own.erase(own.begin());
  }
  if (broadcastShape(shapes) != together) shapes.front() = together;
  return shapes;
}

std::vector<Shape> drawIndexShapes(Draw& draw, size_t tensors, int64_t entries) {
  static const auto genForm = genWeighted<IndexForm>(weights::kIndexForm);
  switch (draw(genForm)) {
    case IndexForm::Flat: break;
    case IndexForm::TwoDim: return std::vector<Shape>(tensors, drawRowsAndColumns(draw, entries));
    case IndexForm::Mixed: return drawMixed(draw, tensors, drawRowsAndColumns(draw, entries));
    case IndexForm::ZeroDim:
      if (entries == 1) return std::vector<Shape>(tensors);
  }
  return flatIndexShapes(tensors, entries);
}

}  // namespace

rc::Gen<IndexSelection> genIndex(const Shape& shape) {
  return genFrom([shape](Draw& draw) {
    static const auto genPattern = genWeighted<IndexPattern>(weights::kIndexPattern);
    static const auto genSigns = genWeighted<IndexSigns>(weights::kIndexSigns);
    IndexSelection selection;
    selection.pattern = draw(genPattern);
    selection.shapes.resize(static_cast<size_t>(draw.between(1, static_cast<int64_t>(shape.size()))));
    selection.signs = draw(genSigns);
    selection.seed = draw.seed();
    const int64_t least = std::max<int64_t>(fewestEntries(selection, shape), 1);
    const int64_t most = std::min(mostEntries(selection, shape), std::max(least, weights::kMaxIndexLength));
    const bool empty = most < least || draw.chance(weights::kEmptyIndexPercent);
    if (empty) selection.pattern = IndexPattern::Distinct;
    const bool single = !empty && least == 1 && draw.chance(weights::kSingleIndexPercent);
    const int64_t entries = empty ? 0 : draw.between(least, single ? least : most);
    selection.shapes = drawIndexShapes(draw, selection.shapes.size(), entries);
    return fittedTo(std::move(selection), shape);
  });
}

rc::Gen<PairSelection> genPairs(const Shape& shape) {
  return genFrom([shape](Draw& draw) {
    const auto rank = static_cast<int64_t>(shape.size());
    PairSelection selection;
    selection.dim = draw.between(0, rank - 1);
    const int64_t room = shape[static_cast<size_t>(selection.dim)] / 2;
    if (draw.chance(weights::kNegativeDimPercent)) selection.dim -= rank;
    selection.pairs = draw.chance(weights::kEmptyIndexPercent) ? 0 : draw.between(std::min<int64_t>(1, room), room);
    selection.seed = draw.seed();
    return selection;
  });
}

}  // namespace swapcheck
