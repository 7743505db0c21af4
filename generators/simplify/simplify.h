// How a case shrinks.
#pragma once

#include <rapidcheck/Seq.h>

#include "generators/case/case.h"

namespace swapcheck {

/// Simpler cases than this one, all possible, the boldest first: smaller shapes, then plain dtype, layout, selection,
/// fill, autograd state and call; a defect stays, in one of its first variants. Each differs from `swapCase`, and
/// following them always comes to an end.
rc::Seq<SwapCase> simplerCases(const SwapCase& swapCase);

}  // namespace swapcheck
