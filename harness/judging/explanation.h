// What a shrunk case of a failure explains.
#pragma once

#include <vector>

#include "generators/case/features.h"
#include "reports/record/failure_record.h"

namespace swapcheck {

/// The features that a shrunk case needs: it explains the failing cases that have all of them. More is needed less
/// than less is: a case of 2 dimensions explains one of 3, and one of few elements explains one of many.
class Explanation {
 public:
  explicit Explanation(const FeatureSet& needed) : needed_(needed) {}

  /// What matters in the record's case, its dimensions and its size; nothing where shrinking was cut short, so that it
  /// is not known what matters.
  static std::optional<Explanation> of(const FailureRecord& shrunk);

  bool explains(const FeatureSet& failing) const;

  /// Whether the other one needs nothing that this one does not need.
  bool needsAllOf(const Explanation& other) const { return (other.needed_ & ~needed_).none(); }

 private:
  FeatureSet needed_;
};

/// Whether one of them explains a failing case with those features.
bool areExplained(const FeatureSet& failing, const std::vector<Explanation>& explanations);

}  // namespace swapcheck
