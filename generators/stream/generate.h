// The stream of cases.
#pragma once

#include "generators/case/case.h"
#include "generators/parts/gen_fwd.h"

namespace swapcheck {

class Draw;

/// Cases of one family, with shrinks (`simplerCases`).
rc::Gen<SwapCase> genCase(Family family);

/// What is swapped of operands of that shape, which has the family's `leastRankOf`.
Selection drawSelection(Draw& draw, Family family, const Shape& shape);

/// Case number `number` of `seed` as chance has it.
SwapCase plainCaseAt(uint64_t seed, uint64_t number, Family family);

/// Case number `number` of `seed`, one for each family: the same on every machine and LibTorch version, whatever ran
/// before it. Even numbers are plain, odd ones are steered towards rare pairs of features.
SwapCase caseAt(uint64_t seed, uint64_t number, Family family);

/// The contents of case number `number`, in all else number `number % kinds`: few shapes, dtypes, layouts and states of
/// many contents, for what compiles anew for each of them.
SwapCase caseOfKind(uint64_t seed, uint64_t number, Family family, uint64_t kinds);

}  // namespace swapcheck
