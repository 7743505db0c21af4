#include "generators/stream/impose_edits.h"

#include <algorithm>

#include "generators/parts/weights.h"

namespace swapcheck {
namespace {

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

}  // namespace

const Edits& selectionEdits() {
  static const Edits edits = {
      {"selection.permuted", {giveSelectionPermuted, Reshapes::Yes}},
      {"selection.overlapping", {giveSelectionOverlapping, Reshapes::Yes}},
      {"index.broadcast", {giveIndexBroadcast, Reshapes::Yes}},
      {"pairs.last", {givePairsLast, Reshapes::Yes}},
      {"selection.stepped", {giveSelectionStepped}},
      {"selection.offset", {giveSelectionOffset}},
      {"selection.expanded", {giveSelectionExpanded}},
      {"mask.all", {giveMask<MaskPattern::All>}},
      {"mask.one", {giveMask<MaskPattern::One>}},
      {"mask.single", {giveMask<MaskPattern::One>}},
      {"mask.none", {giveMask<MaskPattern::None>}},
      {"mask.checkerboard", {giveMask<MaskPattern::Checkerboard>}},
      {"mask.runs", {giveMask<MaskPattern::Runs>}},
      {"mask.threshold", {giveMask<MaskPattern::Threshold>}},
      {"mask.random", {giveMask<MaskPattern::Random>}},
      {"mask.0-dim", {[](SwapCase& c, Draw&) {
         if (auto* mask = std::get_if<MaskSelection>(&c.selection)) mask->shape.clear();
       }}},
      {"mask.broadcast", {[](SwapCase& c, Draw&) {
         auto* mask = std::get_if<MaskSelection>(&c.selection);
         if (mask && !mask->shape.empty()) mask->shape.erase(mask->shape.begin());
       }}},
      {"index.empty", {giveIndexEmpty}},
      {"index.2-dim", {giveIndexTwoDim}},
      {"index.0-dim", {giveIndexZeroDim}},
      {"index.negative", {giveIndexNegative}},
      {"index.repeated", {giveIndex<IndexPattern::Repeated>}},
      {"index.last", {giveIndex<IndexPattern::Last>}},
      {"index.everything", {giveIndexOfAll<IndexPattern::Everything, 0>}},
      {"index.cover", {giveIndexOfAll<IndexPattern::Cover, 2>}},
      {"pairs.empty", {givePairsEmpty}},
      {"pairs.negative-dim", {giveDimNegative}},
  };
  return edits;
}

}  // namespace swapcheck
