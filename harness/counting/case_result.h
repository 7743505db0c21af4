// The part of a judged case number that is counted: small enough to pass between processes.
#pragma once

#include <optional>

#include "generators/case/features.h"
#include "harness/counting/failure_cause.h"
#include "properties/outcome.h"

namespace swapcheck {

/// A failure as it was first seen, and the result of an immediate second run.
struct FirstSighting {
  std::string message;
  /// The same check failed again.
  bool repeats = true;
  /// For a second run that failed differently; both are empty when it passed.
  std::string otherCheck = {};
  std::string otherMessage = {};

  bool operator==(const FirstSighting&) const = default;
};

/// The result of one property.
struct PropertyResult {
  enum Kind : uint8_t { NotApplicable, Passed, Failed };

  Kind kind = NotApplicable;
  /// Only for a failure.
  std::optional<FailureCause> cause = std::nullopt;
  /// Only for a failure that the judge had not seen before.
  std::optional<FirstSighting> firstSighting = std::nullopt;

  bool operator==(const PropertyResult&) const = default;
};

/// The results of the properties, in the campaign's order, for one strategy.
struct StrategyResult {
  /// Index into the campaign's strategies.
  size_t strategy = 0;
  std::vector<PropertyResult> properties = {};
  std::vector<Note> notes = {};

  bool operator==(const StrategyResult&) const = default;
};

struct FamilyResult {
  Family family = Family::Whole;
  FeatureSet features = {};
  std::vector<StrategyResult> strategies = {};

  bool operator==(const FamilyResult&) const = default;
};

/// All results of one case number, in the order in which they were judged.
struct CaseResult {
  uint64_t number = 0;
  std::vector<FamilyResult> families = {};

  bool operator==(const CaseResult&) const = default;
};

/// Where a judge is, or was.
struct Position {
  /// The case number.
  uint64_t number = 0;
  /// Index into the campaign's `judgingSlotsOf`.
  uint64_t slot = 0;
  /// Index into the campaign's properties.
  uint64_t property = 0;

  bool operator==(const Position&) const = default;
};

}  // namespace swapcheck
