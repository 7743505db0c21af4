// What judging one case number gives, as far as it is counted: small, and fit to pass from process to process.
#pragma once

#include <optional>

#include "generators/case/features.h"
#include "harness/counting/failure_cause.h"

namespace swapcheck {

/// How a failure looked when its judge first met it, and what an immediate second run gave.
struct FirstSighting {
  std::string message;
  /// The same check failed again.
  bool repeats = true;
  /// Of a second run that failed otherwise; both are empty when it passed.
  std::string otherCheck = {};
  std::string otherMessage = {};

  bool operator==(const FirstSighting&) const = default;
};

/// What one property said.
struct PropertyResult {
  enum Kind : uint8_t { NotApplicable, Passed, Failed };

  Kind kind = NotApplicable;
  /// Of a failure.
  std::optional<FailureCause> cause = std::nullopt;
  /// Of a failure that the judge had not met before.
  std::optional<FirstSighting> firstSighting = std::nullopt;

  bool operator==(const PropertyResult&) const = default;
};

/// What the properties, in the campaign's order, said of one strategy.
struct StrategyResult {
  /// Place in the campaign's strategies.
  size_t strategy = 0;
  std::vector<PropertyResult> properties = {};

  bool operator==(const StrategyResult&) const = default;
};

struct FamilyResult {
  Family family = Family::Whole;
  FeatureSet features = {};
  std::vector<StrategyResult> strategies = {};

  bool operator==(const FamilyResult&) const = default;
};

/// Everything about one case number, in the order in which it was judged.
struct CaseResult {
  uint64_t number = 0;
  std::vector<FamilyResult> families = {};

  bool operator==(const CaseResult&) const = default;
};

/// Where a judge is, or was.
struct Position {
  /// The case number.
  uint64_t number = 0;
  /// Place in the campaign's `judgingSlotsOf`.
  uint64_t slot = 0;
  /// Place in the campaign's properties.
  uint64_t property = 0;

  bool operator==(const Position&) const = default;
};

}  // namespace swapcheck
