// Steers the stream of cases towards pairs of features that chance seldom brings together.
#pragma once

#include "generators/parts/draw.h"
#include "generators/stream/pairs.h"

namespace swapcheck {

/// Draws a case as chance has it.
using DrawPlain = SwapCase (*)(Draw& draw, Family family);

/// Steered case number `turn`: each turn takes the next rare pair, if a few attempts lead to a case that has it.
SwapCase steeredCase(Draw& draw, Family family, uint64_t turn, DrawPlain plain);

}  // namespace swapcheck
