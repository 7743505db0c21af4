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

/// How a failure appears.
enum class FailureOutcome {
  Falsified,
  /// An immediate second run of the same case passed, or failed differently.
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
  /// Candidates killed too many processes.
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

/// One distinct failure: all with the same strategy, property, check and kind of error, known and unknown ones apart;
/// or another mistake behind one of these.
struct FailureRecord {
  std::string id = {};
  std::string strategy = {};
  std::string property = {};
  /// The property's check that failed; the name of the outcome where the process did not survive.
  std::string check = {};
  /// What kind of error was thrown (`Falsified::error`); empty when nothing was, for a known failure, and in records of
  /// earlier versions.
  std::string error = {};
  FailureOutcome outcome = FailureOutcome::Falsified;
  /// One sentence: where, what was expected, what was got, of the shrunk case.
  std::string message = {};
  /// The shrunk case.
  nlohmann::ordered_json swapCase = {};
  /// Number of cases that failed this way.
  int64_t count = 0;
  /// Number, in the run's seed, of the first case that failed so.
  int64_t firstCase = 0;
  /// Path of the case file, relative to the run folder.
  std::string file = {};
  ShrinkRecord shrink = {};
  /// Features that the shrunk case needs in order to fail, except those of plain cases; nothing when shrinking was cut
  /// short, and in records of earlier versions.
  std::optional<std::vector<std::string>> matters = {};
  /// The reason of the known failure that covers it; empty for a finding.
  std::string knownReason = {};
  /// The command that reproduces it.
  std::string replay = {};
  /// The shrunk inputs, then what was expected and what was got.
  std::vector<Grid> grids = {};
  /// The files that must be loaded for the strategy; none for a built-in strategy.
  std::vector<StrategySource> sources = {};
};

/// Whether no known failure covers it.
bool isFinding(const FailureRecord& failure);

}  // namespace swapcheck
