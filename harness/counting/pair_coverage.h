// Which pairs of features cases can have, and which they had.
#pragma once

#include "generators/stream/pairs.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// The pairs of features that occurred together in some case.
class PairsSeen {
 public:
  PairsSeen() : with_(allFeatures().size()) {}

  void add(const FeatureSet& features);

  bool has(const FeaturePair& pair) const { return with_[pair.first][pair.second]; }

  /// As text, one row for each feature: the set of features that occurred with it, in hexadecimal.
  std::vector<std::string> rows() const;
  /// The inverse of `rows`. Throws InputError for other texts.
  void restore(const std::vector<std::string>& rows);

 private:
  /// For each feature, the features that occurred together with it.
  std::vector<FeatureSet> with_;
};

/// Every pair of features that can occur together in one of the families, once each, in order.
std::vector<FeaturePair> feasiblePairsOf(const std::vector<Family>& families);

/// The coverage of those pairs: `bits` has a '1' for each pair that occurred, else a '0'.
PairCoverage pairCoverageOf(const std::vector<Family>& families, const std::string& bits);

}  // namespace swapcheck
