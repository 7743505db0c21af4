// All that a campaign has counted, as named fields: what its journal keeps and what its record is made from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/record/run_record.h"

namespace swapcheck {

/// For one known failure: the cases that met its condition, and how many of them failed.
struct KnownCounts {
  int64_t met = 0;
  int64_t failed = 0;

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("met", self.met);
    use("failed", self.failed);
  }
  bool operator==(const KnownCounts&) const = default;
};

/// For one strategy and one property.
struct VerdictCounts {
  int64_t cases = 0;
  /// Failures that no known failure covers.
  int64_t failures = 0;
  std::vector<KnownCounts> known = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("cases", self.cases);
    use("failures", self.failures);
    use("known", self.known);
  }
  bool operator==(const VerdictCounts&) const = default;
};

/// For one strategy: in the current window of the stream, and in all windows.
struct WindowCounts {
  int64_t judged = 0;
  int64_t deaths = 0;
  int64_t judgedInAll = 0;
  /// Deaths that took all of a time or memory limit.
  int64_t costlyInAll = 0;

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("judged", self.judged);
    use("deaths", self.deaths);
    use("judged_in_all", self.judgedInAll);
    use("costly_in_all", self.costlyInAll);
  }
  bool operator==(const WindowCounts&) const = default;
};

struct CampaignCounts {
  /// Case numbers of the shard.
  int64_t cases = 0;
  Accounting accounting = {};
  /// One for each strategy and property, properties running fastest.
  std::vector<VerdictCounts> verdicts = {};
  /// How many cases had each feature.
  std::vector<int64_t> features = {};
  /// For each feature, the features that occurred together with it, as `PairsSeen::rows` writes them.
  std::vector<std::string> pairs = {};
  /// The window of the stream in which deaths are counted, and the counts of each strategy there.
  int64_t window = 0;
  std::vector<WindowCounts> windows = {};
  /// Strategies that are no longer judged, in the order in which that was decided.
  std::vector<RetiredStrategy> retired = {};
  /// In the order in which they first occurred.
  std::vector<StrategyNote> notes = {};
  /// Number of cases of each distinct failure.
  std::vector<int64_t> failures = {};
  /// Numbers of the cases that are kept for each (`FailingCases`).
  std::vector<std::vector<uint64_t>> failingCases = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("cases", self.cases);
    use("accounting", self.accounting);
    use("verdicts", self.verdicts);
    use("features", self.features);
    use("pairs", self.pairs);
    use("window", self.window);
    use("windows", self.windows);
    use("retired", self.retired);
    use("notes", self.notes);
    use("failures", self.failures);
    use("failing_cases", self.failingCases);
  }
  bool operator==(const CampaignCounts&) const = default;
};

}  // namespace swapcheck
