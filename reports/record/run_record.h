// What is known of one run: the content of run.json, and all that the reports are made from.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "reports/record/accounting.h"
#include "reports/record/coverage.h"
#include "reports/record/failure_record.h"
#include "reports/record/strategy_note.h"
#include "reports/record/verdict_record.h"

namespace swapcheck {

/// Version of run.json; a reader accepts this one and all earlier ones.
inline constexpr int64_t kRunSchema = 1;

/// A strategy or a property of the run, in the order of the tables.
struct NamedSummary {
  std::string name = {};
  std::string summary = {};
  /// "whole", "masked", "indexed" or "within" for a strategy; empty for a property.
  std::string family = {};
};

struct RunRecord {
  uint64_t seed = 0;
  /// Case numbers that were run; each gives every strategy one case of its family.
  int64_t cases = 0;
  double durationS = 0;
  double casesPerS = 0;
  /// Version of LibTorch.
  std::string libtorch = {};
  std::string device = "cpu";
  /// UTC, ISO 8601.
  std::string startedAt = {};
  /// The command line that gave this run.
  std::string command = {};
  /// Nothing in the record of a single case.
  std::optional<RunEnd> ended = std::nullopt;
  /// Free facts: swapcheck's version, compiler, build type, processor, threads.
  std::map<std::string, std::string> context = {};
  std::vector<NamedSummary> strategies = {};
  std::vector<NamedSummary> properties = {};
  std::vector<VerdictRecord> verdicts = {};
  std::vector<FailureRecord> failures = {};
  std::vector<FeatureCount> coverage = {};
  /// Nothing in a record that an earlier version wrote.
  std::optional<PairCoverage> pairs = std::nullopt;
  /// Nothing in a record that an earlier version wrote.
  std::optional<Accounting> accounting = std::nullopt;
  std::vector<RetiredStrategy> retired = {};
  std::vector<StrategyNote> notes = {};
  /// Its share of the campaign.
  Shard shard = {};
};

nlohmann::ordered_json toJson(const RunRecord& record);

nlohmann::ordered_json toJson(const FailureRecord& failure);

nlohmann::ordered_json toJson(const StrategySource& source);

/// The field "sources" of an object; empty when it has none. Throws InputError.
std::vector<StrategySource> strategySourcesFromJson(const nlohmann::ordered_json& json);

/// Throws InputError.
FailureRecord failureRecordFromJson(const nlohmann::ordered_json& json);

/// Throws InputError. Unknown fields are ignored: a run may carry more than a report shows.
RunRecord runRecordFromJson(const nlohmann::ordered_json& json);

/// Required features that no case had.
std::vector<std::string> missedFeatures(const RunRecord& record);

/// Whether anything in the run is a finding.
bool hasFinding(const RunRecord& record);

}  // namespace swapcheck
