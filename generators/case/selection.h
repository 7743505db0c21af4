// What a swap exchanges.
#pragma once

#include <swapcheck/strategy.h>

#include "generators/parts/index.h"
#include "generators/parts/mask.h"

namespace swapcheck {

/// All of the operands.
struct WholeSelection {
  bool operator==(const WholeSelection&) const = default;
};

/// What is swapped; the order is that of `Family`.
using Selection = std::variant<WholeSelection, MaskSelection, IndexSelection, PairSelection>;

inline Family familyOf(const Selection& selection) { return kFamilies[selection.index()]; }

/// Shapes of the selection's tensors: of the mask, of each index tensor, of i and j.
std::vector<Shape> selectionShapes(const Selection& selection);

}  // namespace swapcheck
