// Counts judgements into verdicts.
#pragma once

#include "generators/case/features.h"
#include "harness/counting/campaign_counts.h"
#include "properties/property.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {

/// A known failure is stale when this many cases met its condition and none failed.
inline constexpr int64_t kStaleAfter = 100;

/// What a clear refusal to go along with a property is: the verdict `unsupported`, or a failure like any other.
enum class Refusals { Unsupported, Failures };

/// Judgements of one strategy by one property.
class VerdictCounter {
 public:
  /// Throws InputError when a known failure's condition names no feature. Leaves out known failures of other properties
  /// or LibTorch versions; LibTorch's own faults and limits come after the strategy's.
  VerdictCounter(const Strategy& strategy, const Property& property, std::string_view libtorch = libtorchVersion(),
                 Refusals refusals = Refusals::Unsupported);

  /// The first known failure that covers a failure of that check on a case with those features, or null.
  const KnownFailure* covering(const FeatureSet& features, std::string_view check) const;

  /// Counts a case that the property judged; `failedCheck` is the check that failed, or null when it passed.
  void count(const FeatureSet& features, const std::string* failedCheck);

  /// Counts a failure that appeared after its case had been counted.
  void countDelayed(const FeatureSet& features, const std::string& failedCheck);

  VerdictRecord record() const;

  const VerdictCounts& counts() const { return counts_; }

  /// Continues from those counts. Throws InputError when they belong to other known failures.
  void restore(VerdictCounts counts);

  const Strategy& strategy() const { return *strategy_; }
  const Property& property() const { return *property_; }

 private:
  /// A known failure with its parsed condition.
  struct Declared {
    const KnownFailure* known;
    Condition condition;

    bool covers(const FeatureSet& features, std::string_view check) const;
  };

  const Strategy* strategy_;
  const Property* property_;
  std::vector<Declared> declared_;
  /// `known` is parallel to `declared_`.
  VerdictCounts counts_;
};

}  // namespace swapcheck
