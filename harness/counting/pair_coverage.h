// The pairs of features that the cases of some families can have, and those that cases had.
#pragma once

#include "generators/stream/pairs.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// Which pairs of features some case had both of.
class PairsSeen {
 public:
  PairsSeen() : with_(allFeatures().size()) {}

  void add(const FeatureSet& features);

  bool has(const FeaturePair& pair) const { return with_[pair.first][pair.second]; }

  /// The same as text, one for each feature: the set of the features that go with it, in hexadecimal digits.
  std::vector<std::string> rows() const;
  /// The inverse of `rows`. Throws InputError for other texts.
  void restore(const std::vector<std::string>& rows);

 private:
  /// Of each feature, those that some case had besides it.
  std::vector<FeatureSet> with_;
};

/// Every pair that a case of one of the families can have both of, once, in order.
std::vector<FeaturePair> feasiblePairsOf(const std::vector<Family>& families);

/// `bits` has a '1' for each of them that some case had, else '0'.
PairCoverage pairCoverageOf(const std::vector<Family>& families, const std::string& bits);

}  // namespace swapcheck
