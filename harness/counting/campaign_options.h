// What a campaign judges, and for how long.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "properties/property.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// Shrinking gets this many seconds even when the campaign's time is nearly over.
inline constexpr double kLeastShrinkS = 1;

struct ShrinkLimits {
  /// Most cases to judge: the limit that gives the same answer on every machine.
  int64_t evaluations = 500;
  /// A safety net for slow strategies, in seconds. When it takes effect, the record says "clock".
  double seconds = 10;

  /// The limits for a campaign that has `secondsLeft`.
  ShrinkLimits within(double secondsLeft) const {
    return {evaluations, std::min(seconds, std::max(kLeastShrinkS, secondsLeft))};
  }
};

struct CampaignOptions {
  std::vector<const Strategy*> strategies;
  std::vector<const Property*> properties;
  /// Of these a clear refusal is a failure, not the verdict `unsupported`.
  std::vector<const Property*> required = {};
  uint64_t seed = 1;
  /// Number of cases to run, from number 0; none: until the time is up.
  std::optional<int64_t> cases = std::nullopt;
  /// Seconds to run; none: until the cases are done.
  std::optional<double> timeS = std::nullopt;
  /// Cases with more elements in an operand are left out; none: all are judged.
  std::optional<int64_t> maxNumel = std::nullopt;
  /// All cases are of the kinds of the first so many, with contents of their own; none: of as many kinds as there are.
  std::optional<int64_t> kinds = std::nullopt;
  ShrinkLimits shrinkLimits = {};
  Shard shard = {};
};

/// One of a campaign's strategies, at its place in the order in which they are judged: family by family.
struct JudgingSlot {
  /// Index into the campaign's strategies.
  size_t strategy;
  Family family;
};

/// The case of the campaign with that number.
SwapCase caseOf(const CampaignOptions& options, uint64_t number, Family family);

/// Whether a clear refusal is a failure of that property.
bool isRequired(const CampaignOptions& options, const Property& property);

/// The order in which the strategies are judged.
std::vector<JudgingSlot> judgingSlotsOf(const CampaignOptions& options);

}  // namespace swapcheck
