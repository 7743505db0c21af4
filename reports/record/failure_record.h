// One failure of a run.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/outcome.h"
#include "strategies/source.h"

namespace swapcheck {

/// How a failure shows.
enum class FailureOutcome {
  Falsified,
  /// An immediate second run of the same case passed, or failed otherwise.
  Flaky,
  Crashed,
  Hung,
  OutOfMemory,
};

/// "falsified", "flaky", "crashed", "hung" or "out-of-memory".
std::string_view failureOutcomeName(FailureOutcome outcome);

/// The outcome of that name, or nothing.
std::optional<FailureOutcome> failureOutcomeNamed(std::string_view name);

/// Whether the process did not survive it.
bool isDeath(FailureOutcome outcome);

/// Why shrinking ended.
enum class ShrinkEnd {
  /// No simpler case failed.
  Minimal,
  Evaluations,
  Clock,
  /// Too many processes died of candidates.
  Deaths,
};

/// "minimal", "evaluations", "clock" or "deaths".
std::string_view shrinkEndName(ShrinkEnd end);

/// The end of that name, or nothing.
std::optional<ShrinkEnd> shrinkEndNamed(std::string_view name);

struct ShrinkRecord {
  int64_t evaluations = 0;
  /// Elements of one operand before and after.
  int64_t from = 0;
  int64_t to = 0;
  /// Nothing where there was no shrinking.
  std::optional<ShrinkEnd> ended = std::nullopt;
};

/// One failure, deduplicated: all of one strategy, property and check, known and unknown apart.
struct FailureRecord {
  std::string id = {};
  std::string strategy = {};
  std::string property = {};
  /// The property's check that failed; the name of the outcome where the process did not survive.
  std::string check = {};
  FailureOutcome outcome = FailureOutcome::Falsified;
  /// One sentence: where, what was expected, what was got, of the shrunk case.
  std::string message = {};
  /// The shrunk case.
  nlohmann::ordered_json swapCase = {};
  /// Cases that failed so.
  int64_t count = 0;
  /// Number, in the run's seed, of the first case that failed so.
  int64_t firstCase = 0;
  /// Path of the case file, relative to the run folder.
  std::string file = {};
  ShrinkRecord shrink = {};
  /// Features of the shrunk case that it cannot lose without losing the failure, but for those of plain cases; nothing
  /// where shrinking did not come to its end, and in a record that an earlier version wrote.
  std::optional<std::vector<std::string>> matters = {};
  /// The reason of the known failure that covers it; empty for a finding.
  std::string knownReason = {};
  /// The command that shows it again.
  std::string replay = {};
  /// The shrunk inputs, then what was expected and what was got.
  std::vector<Grid> grids = {};
  /// The files that have to be loaded for the strategy to be there; none when it comes with the program.
  std::vector<StrategySource> sources = {};
};

/// Whether no known failure covers it.
bool isFinding(const FailureRecord& failure);

}  // namespace swapcheck
