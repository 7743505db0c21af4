// Which features of a simplified case matter.
#pragma once

#include "generators/case/features.h"

namespace swapcheck {

/// Features that a case can lose no more: some simpler case (`simplerCases`) lacks them, and, where none of those
/// fails, the failure needs them. Without those that plain cases have as well: float32, few elements, dense layouts,
/// operands in storages of their own, whole numbers, everything chosen.
FeatureSet featuresThatMatter(const SwapCase& minimal);

}  // namespace swapcheck
