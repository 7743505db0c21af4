// Steers the stream of cases towards pairs of features that chance seldom brings together.
#pragma once

#include "generators/parts/draw.h"
#include "generators/stream/pairs.h"

namespace swapcheck {

/// Draws a case as chance has it.
using DrawPlain = SwapCase (*)(Draw& draw, Family family);

/// The pairs of every LibTorch that under 1 in 200 of plain cases have, rarest first: measured once on cases of a seed
/// of its own, and so the same on every machine.
const std::vector<FeaturePair>& rarePairs(Family family, DrawPlain plain);

/// Steered case number `turn`: each in turn has another rare pair, if it can be brought about in a few attempts.
SwapCase steeredCase(Draw& draw, Family family, uint64_t turn, DrawPlain plain);

}  // namespace swapcheck
