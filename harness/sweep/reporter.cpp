#include "harness/sweep/reporter.h"

#include "reports/bench/document.h"
#include "strategies/error.h"

namespace swapcheck {

SweepReporter::SweepReporter() {
  SetOutputStream(&console_);
  SetErrorStream(&console_);
}

void SweepReporter::ReportRuns(const std::vector<Run>& runs) {
  if (runs.empty()) return;
  std::vector<Run>& kept = runs_.emplace(runs.front().family_index, runs)->second;
  for (Run& run : kept) run.run_name.time_type.clear();
}

nlohmann::ordered_json SweepReporter::document() const {
  std::ostringstream text;
  benchmark::JSONReporter json;
  json.SetOutputStream(&text);
  json.SetErrorStream(&text);
  json.ReportContext(Context());
  for (const auto& [family, runs] : runs_) json.ReportRuns(runs);
  json.Finalize();
  auto document = nlohmann::ordered_json::parse(text.str(), nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded())
    throw InputError("expected JSON from Google Benchmark, got: " + text.str().substr(0, 200));
  dropFailedRuns(document, kStoppedRun);
  return document;
}

}  // namespace swapcheck
