// What is known of one run: the content of run.json, and all that the reports are made from.
#pragma once

#include <swapcheck/verdict.h>

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "properties/outcome.h"
#include "strategies/source.h"

namespace swapcheck {

/// Version of run.json; a reader takes this one and all before it.
inline constexpr int64_t kRunSchema = 1;

/// A strategy or a property of the run, in the order of the tables.
struct NamedSummary {
  std::string name = {};
  std::string summary = {};
  /// "whole", "masked", "indexed" or "within" for a strategy; empty for a property.
  std::string family = {};
};

/// How a declared fault fared in this run.
struct KnownFailureTally {
  std::string reason = {};
  /// Its condition as text: "fill.special and not dtype.bool", or "every case".
  std::string when = {};
  std::string upstream = {};
  /// Cases within the condition, and how many of them failed.
  int64_t met = 0;
  int64_t failed = 0;
  /// `kStaleAfter` cases met it and none failed.
  bool stale = false;
  /// A fault of LibTorch, which is declared for all strategies, never stale, and shown only where cases failed.
  bool ofLibtorch = false;

  bool isShown() const { return !ofLibtorch || failed > 0; }
};

/// One cell of the matrix.
struct VerdictRecord {
  std::string strategy = {};
  std::string property = {};
  Verdict verdict = Verdict::NotRun;
  /// Cases on which the property was judged.
  int64_t cases = 0;
  /// Failures that no known failure covers.
  int64_t failures = 0;
  std::vector<KnownFailureTally> known = {};
};

struct ShrinkRecord {
  int64_t evaluations = 0;
  /// Elements of one operand before and after.
  int64_t from = 0;
  int64_t to = 0;
  /// Why shrinking ended: "minimal", "evaluations", "clock", or "deaths": too many processes died of candidates.
  std::string ended = {};
};

/// One failure, deduplicated: all of one strategy, property and check, known and unknown apart.
struct FailureRecord {
  std::string id = {};
  std::string strategy = {};
  std::string property = {};
  std::string check = {};
  /// "falsified", "flaky" (an immediate second run of the same case passed, or failed otherwise), "crashed", "hung" or
  /// "out-of-memory".
  std::string outcome = {};
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

/// How many cases had a feature.
struct FeatureCount {
  std::string name = {};
  std::string summary = {};
  int64_t cases = 0;
  /// The cases of this run should have had it: some family that ran can, and this LibTorch can.
  bool required = true;
};

/// Which pairs of features cases had both of.
struct PairCoverage {
  /// Pairs that some case of the families that ran can have.
  int64_t feasible = 0;
  /// Of those, how many some case had.
  int64_t seen = 0;
  /// The first of the others, as "one + other".
  std::vector<std::string> unseen = {};
  /// Every feasible pair in order, seen ones as '1', others as '0', so that runs can be merged; empty in a record that
  /// an earlier version wrote.
  std::string bits = {};
};

/// What became of the cases of all strategies, one by one: started is the sum of the others.
struct Accounting {
  int64_t started = 0;
  int64_t finished = 0;
  int64_t crashed = 0;
  int64_t hung = 0;
  int64_t outOfMemory = 0;
  /// The run ended before they did.
  int64_t abandoned = 0;

  bool operator==(const Accounting&) const = default;
};

/// A strategy that was judged no more, because most of its cases ended their process.
struct RetiredStrategy {
  std::string name = {};
  int64_t deaths = 0;
  /// How many cases it was judged on.
  int64_t cases = 0;
  /// The case number after which it was left out.
  int64_t number = 0;
};

/// One of several machines' share of a campaign.
struct Shard {
  /// From 1 to `count`.
  int64_t index = 1;
  int64_t count = 1;

  bool operator==(const Shard&) const = default;
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
  /// Why the run ended: "cases", "time" or "signal"; "killed" when it is read from the journal of one that has not.
  std::string ended = {};
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
  /// Which share of the campaign it is.
  Shard shard = {};
};

/// A file that is no run record; the message names the field.
struct RunRecordError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

nlohmann::ordered_json toJson(const RunRecord& record);

nlohmann::ordered_json toJson(const FailureRecord& failure);

nlohmann::ordered_json toJson(const StrategySource& source);

/// The field "sources" of an object; empty when it has none. Throws RunRecordError.
std::vector<StrategySource> strategySourcesFromJson(const nlohmann::ordered_json& json);

/// Throws RunRecordError.
FailureRecord failureRecordFromJson(const nlohmann::ordered_json& json);

/// Throws RunRecordError. Fields that it does not know are passed over: a run may carry more than a report shows.
RunRecord runRecordFromJson(const nlohmann::ordered_json& json);

/// The verdict that the counts of a cell add up to.
Verdict verdictOf(const VerdictRecord& cell);

/// Whether the cell is not as documented: a failure outside every known one, or a stale known one.
bool isFinding(const VerdictRecord& verdict);

/// Whether no known failure covers it.
bool isFinding(const FailureRecord& failure);

/// Required features that no case had.
std::vector<std::string> missedFeatures(const RunRecord& record);

/// Whether anything in the run is a finding.
bool hasFinding(const RunRecord& record);

}  // namespace swapcheck
