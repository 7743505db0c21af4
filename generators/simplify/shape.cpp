#include <set>

#include "generators/simplify/edits.h"

namespace swapcheck {
namespace {

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
  if (swapCase.cotangent.layout) removeDimension(*swapCase.cotangent.layout, d);
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

}  // namespace

void resizeDimension(SwapCase& swapCase, size_t d, int64_t size) {
  if (auto* mask = std::get_if<MaskSelection>(&swapCase.selection))
    if (auto at = maskDimension(*mask, swapCase, d); at && mask->shape[*at] != 1) mask->shape[*at] = size;
  swapCase.shape[d] = size;
}

void smallerShapes(const SwapCase& from, Candidates& candidates) {
  const size_t rank = from.shape.size();
  if (canLoseDimension(from))
    for (size_t d = 0; d < rank; ++d) candidates.add([d](SwapCase& c) { removeDimension(c, d); });
  for (size_t d = 0; d < rank; ++d)
    for (int64_t size : smallerSizes(from.shape[d]))
      if (size < from.shape[d] && size > 0) candidates.add([d, size](SwapCase& c) { resizeDimension(c, d, size); });
}

void flatterShapes(const SwapCase& from, Candidates& candidates) {
  if (from.shape.size() < 2 || leastRankOf(from.family()) > 0) return;
  candidates.add([&from](SwapCase& c) {
    c.shape = {from.numel()};
    for (Operand& operand : c.operands) operand.layout = contiguousLayout(1);
    if (auto* mask = std::get_if<MaskSelection>(&c.selection)) mask->shape = c.shape;
    c.selectionLayouts.clear();
  });
}

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

}  // namespace swapcheck
