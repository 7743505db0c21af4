// The edits that `impose` knows, by what they change.
#pragma once

#include <map>

#include "generators/case/features.h"
#include "generators/parts/draw.h"

namespace swapcheck {

enum class Reshapes : uint8_t { No, Yes };

struct Edit {
  void (*apply)(SwapCase& swapCase, Draw& draw);
  /// Whether it may change the shape.
  Reshapes reshapes = Reshapes::No;
};

/// By name of the feature.
using Edits = std::map<std::string_view, Edit>;

/// Of the shape and the operands' layouts.
const Edits& shapeEdits();

/// Of the selection and its layouts.
const Edits& selectionEdits();

/// Of dtype, values, memory, gradients and call.
const Edits& stateEdits();

/// A complex dtype with gradients.
void requireComplex(SwapCase& swapCase);

/// Another shape, when this one has fewer than 2 dimensions.
void requireRank2(SwapCase& swapCase, Draw& draw);

/// A dimension of more than one element; in a case without one, of another shape.
size_t longDimension(SwapCase& swapCase, Draw& draw);

}  // namespace swapcheck
