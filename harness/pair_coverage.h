// The pairs of features that the cases of some families can have, and those that cases had.
#pragma once

#include "generators/pairs.h"
#include "reports/run_record.h"

namespace swapcheck {

/// Every pair that a case of one of the families can have both of, once, in order.
std::vector<FeaturePair> feasiblePairsOf(const std::vector<Family>& families);

/// `bits` has a '1' for each of them that some case had, else '0'.
PairCoverage pairCoverageOf(const std::vector<Family>& families, const std::string& bits);

}  // namespace swapcheck
