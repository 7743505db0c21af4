#include "generators/case/selection.h"

namespace swapcheck {

std::vector<Shape> selectionShapes(const Selection& selection) {
  if (const auto* mask = std::get_if<MaskSelection>(&selection)) return {mask->shape};
  if (const auto* index = std::get_if<IndexSelection>(&selection)) return index->shapes;
  if (const auto* pairs = std::get_if<PairSelection>(&selection)) return {{pairs->pairs}, {pairs->pairs}};
  return {};
}

}  // namespace swapcheck
