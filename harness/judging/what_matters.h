// What matters in a simplified case, by judging other cases.
#pragma once

#include "generators/case/features.h"
#include "harness/judging/shrink.h"

namespace swapcheck {

/// The features that a simplified case needs in order to fail: those of `featuresThatMatter`, and those that no simpler
/// case can lack, where a case that lacks one of them passes.
FeatureSet whatMatters(const SwapCase& minimal, const FailsAlike& failsAlike);

/// How many groups they are of: "dtype.float16" and "dtype.exotic" are of one, "rank.0" is of another.
size_t groupsIn(const FeatureSet& features);

}  // namespace swapcheck
