// Counts judgements into verdicts.
#pragma once

#include "generators/case/features.h"
#include "properties/property.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// A known failure that so many cases met and none failed is stale.
inline constexpr int64_t kStaleAfter = 100;

/// Judgements of one strategy by one property.
class Cell {
 public:
  /// Throws UnknownFeature when a known failure's condition names no feature. Known failures of other properties, or
  /// of other versions of LibTorch, are left out; LibTorch's own faults come after the strategy's.
  Cell(const Strategy& strategy, const Property& property, std::string_view libtorchVersion);

  /// The first known failure that covers a failure of that check on a case of those features, or null.
  const KnownFailure* covering(const FeatureSet& features, std::string_view check) const;

  /// Counts a case that the property judged; `failedCheck` is the check that failed, or null when it passed.
  void count(const FeatureSet& features, const std::string* failedCheck);

  /// Counts a failure that showed after the case had been counted.
  void countLate(const FeatureSet& features, const std::string& failedCheck);

  /// Counts one outcome.
  void count(const FeatureSet& features, const Outcome& outcome);

  VerdictRecord record() const;

  /// Calls `use` with each of its counts.
  template <typename Self, typename Use>
  static void eachCounter(Self& self, const Use& use) {
    use(self.cases_);
    use(self.failures_);
    for (auto& known : self.known_) {
      use(known.met);
      use(known.failed);
    }
  }

  const Strategy& strategy() const { return *strategy_; }
  const Property& property() const { return *property_; }

 private:
  struct Known {
    const KnownFailure* declared;
    Condition condition;
    int64_t met = 0;
    int64_t failed = 0;

    bool covers(const FeatureSet& features, std::string_view check) const;
    bool isStale() const { return !declared->ofLibtorch && met >= kStaleAfter && failed == 0; }
  };

  const Strategy* strategy_;
  const Property* property_;
  std::vector<Known> known_;
  int64_t cases_ = 0;
  int64_t failures_ = 0;
};

}  // namespace swapcheck
