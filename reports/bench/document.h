// Google Benchmark's JSON as values: the one place that knows its fields.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace swapcheck {

/// One entry of "benchmarks".
struct BenchRun {
  enum class Kind { Repetition, Median, OtherAggregate };

  /// What was measured, without the suffixes that Google Benchmark adds to aggregates; empty when there is no name.
  std::string name;
  Kind kind = Kind::Repetition;
  /// A sweep's runs are labelled with the family of their strategy. Empty where there is none.
  std::string label;
  /// 0 where there is none.
  double realTimeNs = 0;
  double itemsPerSecond = 0;
  /// Why it failed, possibly empty; nothing when it did not.
  std::optional<std::string> error;
};

struct BenchDocument {
  /// The facts of the context that are text, by their names.
  std::map<std::string, std::string> context;
  /// In the order of the document.
  std::vector<BenchRun> runs;
  /// A sentence when Google Benchmark did not write it, so that it has no runs; else empty.
  std::string problem;
};

/// Accepts any JSON: fields of the wrong type are treated as missing.
BenchDocument benchDocumentOf(const nlohmann::ordered_json& bench);

/// The context's fact of that name; empty when there is none.
std::string factOf(const BenchDocument& bench, const std::string& name);

/// Whether the sweep measured all that was planned.
bool isComplete(const BenchDocument& bench);

/// Removes the runs that failed with that message from a Google Benchmark document.
void dropFailedRuns(nlohmann::ordered_json& bench, std::string_view message);

}  // namespace swapcheck
