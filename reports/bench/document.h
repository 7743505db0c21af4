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

  /// What was measured, without what Google Benchmark appends to the names of aggregates; empty where it has no name.
  std::string name;
  Kind kind = Kind::Repetition;
  /// A sweep's runs are labelled with the family of their strategy. Empty where there is none.
  std::string label;
  /// 0 where there is none.
  double realTimeNs = 0;
  double itemsPerSecond = 0;
  /// Why it failed, perhaps without a word; nothing when it did not.
  std::optional<std::string> error;
};

struct BenchDocument {
  /// The facts of the context that are text, by their names.
  std::map<std::string, std::string> context;
  /// In the order of the document.
  std::vector<BenchRun> runs;
  /// A sentence when it is none of Google Benchmark's, and so has no runs; else empty.
  std::string problem;
};

/// Takes any JSON: fields that are missing, or hold something else, are as if they were not there.
BenchDocument benchDocumentOf(const nlohmann::ordered_json& bench);

/// The context's fact of that name; empty when there is none.
std::string factOf(const BenchDocument& bench, const std::string& name);

/// Whether it is of a sweep that measured all that was planned.
bool isComplete(const BenchDocument& bench);

/// Takes the runs out of a document of Google Benchmark's that failed with that message.
void dropFailedRuns(nlohmann::ordered_json& bench, std::string_view message);

}  // namespace swapcheck
