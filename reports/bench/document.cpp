#include "reports/bench/document.h"

#include <nlohmann/json.hpp>

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

std::string textAt(const Json& entry, const char* field) {
  const auto found = entry.find(field);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : "";
}

double numberAt(const Json& entry, const char* field) {
  const auto found = entry.find(field);
  return found != entry.end() && found->is_number() ? found->get<double>() : 0;
}

double nanosecondsIn(const std::string& unit) {
  if (unit == "us") return 1e3;
  if (unit == "ms") return 1e6;
  return unit == "s" ? 1e9 : 1;
}

BenchRun::Kind kindOf(const Json& entry) {
  if (textAt(entry, "run_type") != "aggregate") return BenchRun::Kind::Repetition;
  return textAt(entry, "aggregate_name") == "median" ? BenchRun::Kind::Median : BenchRun::Kind::OtherAggregate;
}

std::optional<std::string> errorOf(const Json& entry) {
  const auto occurred = entry.find("error_occurred");
  if (occurred == entry.end() || *occurred != true) return std::nullopt;
  return textAt(entry, "error_message");
}

BenchRun benchRunOf(const Json& entry) {
  const std::string runName = textAt(entry, "run_name");
  return {runName.empty() ? textAt(entry, "name") : runName,
          kindOf(entry),
          textAt(entry, "label"),
          numberAt(entry, "real_time") * nanosecondsIn(textAt(entry, "time_unit")),
          numberAt(entry, "items_per_second"),
          errorOf(entry)};
}

}  // namespace

BenchDocument benchDocumentOf(const Json& bench) {
  BenchDocument document;
  const auto entries = bench.find("benchmarks");
  if (entries == bench.end() || !entries->is_array()) {
    document.problem = "the file is not Google Benchmark's: it has no array \"benchmarks\"";
    return document;
  }
  for (const Json& entry : *entries) document.runs.push_back(benchRunOf(entry));
  const auto context = bench.find("context");
  if (context == bench.end() || !context->is_object()) return document;
  for (const auto& [name, value] : context->items())
    if (value.is_string()) document.context[name] = value.get<std::string>();
  return document;
}

std::string factOf(const BenchDocument& bench, const std::string& name) {
  const auto found = bench.context.find(name);
  return found == bench.context.end() ? "" : found->second;
}

bool isComplete(const BenchDocument& bench) { return factOf(bench, "ended") == "complete"; }

void dropFailedRuns(Json& bench, std::string_view message) {
  Json kept = Json::array();
  for (Json& entry : bench.at("benchmarks"))
    if (errorOf(entry) != message) kept.push_back(std::move(entry));
  bench["benchmarks"] = std::move(kept);
}

}  // namespace swapcheck
