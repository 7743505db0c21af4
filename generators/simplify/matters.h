// Which features of a simplified case matter.
#pragma once

#include "generators/case/features.h"

namespace swapcheck {

/// Features that a case can lose no more: some simpler case (`simplerCases`) lacks them, and, where none of those
/// fails, the failure needs them. Without those that plain cases have as well: float32, few elements, dense layouts,
/// operands in storages of their own, whole numbers, everything chosen.
FeatureSet featuresThatMatter(const SwapCase& minimal);

/// Cases that lack one feature of a simplified case which no simpler one can lack: one dimension for none, one element
/// for none, a mask or index tensors of dimensions for those of none, float64 for float32, gradients for none. Where
/// such a case passes, what it lacks matters as well.
std::vector<SwapCase> lessSimpleCases(const SwapCase& minimal);

}  // namespace swapcheck
