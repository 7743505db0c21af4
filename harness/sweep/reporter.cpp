#include "harness/sweep/reporter.h"

namespace swapcheck {

using Json = nlohmann::ordered_json;

namespace {

void dropStoppedRuns(Json& document) {
  Json kept = Json::array();
  for (Json& run : document.at("benchmarks"))
    if (run.value("error_message", "") != kStoppedRun) kept.push_back(std::move(run));
  document["benchmarks"] = std::move(kept);
}

}  // namespace

SweepReporter::SweepReporter() {
  SetOutputStream(&console_);
  SetErrorStream(&console_);
}

void SweepReporter::ReportRuns(const std::vector<Run>& runs) {
  if (runs.empty()) return;
  std::vector<Run>& kept = runs_.emplace(runs.front().family_index, runs)->second;
  for (Run& run : kept) run.run_name.time_type.clear();
}

Json SweepReporter::document() const {
  std::ostringstream text;
  benchmark::JSONReporter json;
  json.SetOutputStream(&text);
  json.SetErrorStream(&text);
  json.ReportContext(Context());
  for (const auto& [family, runs] : runs_) json.ReportRuns(runs);
  json.Finalize();
  Json document = Json::parse(text.str(), nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded())
    throw SweepError("expected JSON from Google Benchmark, got: " + text.str().substr(0, 200));
  dropStoppedRuns(document);
  return document;
}

}  // namespace swapcheck
