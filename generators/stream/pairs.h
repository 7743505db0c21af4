// Pairs of features: which of them a case can have both of, and which ones cases had.
#pragma once

#include "generators/case/features.h"

namespace swapcheck {

/// Whether cases of the family can have the feature, in the LibTorch that this was compiled against.
bool canOccur(size_t feature, Family family);

struct FeaturePair {
  size_t first;
  size_t second;
};

/// Every pair that a case of the family can have both of, `first` before `second`.
const std::vector<FeaturePair>& feasiblePairs(Family family);

/// Those that are so with every LibTorch: what the stream of cases is steered by, so that it is the same everywhere.
const std::vector<FeaturePair>& pairsOfEveryLibtorch(Family family);

/// Counts, for every pair, the cases that had both.
class PairCounts {
 public:
  PairCounts();

  void add(const FeatureSet& features);

  int64_t count(const FeaturePair& pair) const { return counts_[pair.first * stride_ + pair.second]; }

 private:
  size_t stride_;
  std::vector<int64_t> counts_;
};

}  // namespace swapcheck
