#include "reports/console/history.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/console/escape.h"
#include "reports/console/table.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;
using enum TextTable::Align;

constexpr Verdict kVerdicts[] = {Verdict::Verified,          Verdict::KnownFailure, Verdict::Falsified,
                                 Verdict::StaleKnownFailure, Verdict::NotRun,       Verdict::Unsupported};

/// "2026-01-31 02:00" of "2026-01-31T02:00:00Z".
std::string minuteOf(const std::string& time) {
  std::string text = time.substr(0, 16);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

std::string dayOf(const std::string& time) { return time.substr(0, 10); }

int64_t countOf(const SavedRun& run, Verdict verdict) {
  const auto found = run.verdicts.find(verdict);
  return found == run.verdicts.end() ? 0 : found->second;
}

Row rowOf(const SavedRun& run) {
  Row row{minuteOf(run.startedAt), std::to_string(run.seed), thousands(run.cases)};
  for (const Verdict verdict : kVerdicts) row.push_back(thousands(countOf(run, verdict)));
  row.push_back(printable(run.libtorch));
  return row;
}

Row rowOf(const SavedFinding& finding) {
  const std::string state(findingStateName(finding.state));
  return {finding.state == FindingState::Returned ? "RETURNED" : state,
          dayOf(finding.firstSeen),
          dayOf(finding.lastSeen),
          thousands(finding.count),
          thousands(finding.runs),
          printable(finding.id)};
}

Json jsonOf(const BenchMedian& median) {
  return {{"name", median.name}, {"real_time_ns", median.realTimeNs}, {"items_per_second", median.itemsPerSecond}};
}

Json jsonOf(const SavedRun& run) {
  Json verdicts = Json::object();
  for (const Verdict verdict : kVerdicts) verdicts[std::string(verdictName(verdict))] = countOf(run, verdict);
  Json bench = Json::array();
  for (const BenchMedian& median : run.medians) bench.push_back(jsonOf(median));
  return {{"folder", run.folder},         {"started_at", run.startedAt}, {"seed", run.seed},
          {"cases", run.cases},           {"duration_s", run.durationS}, {"libtorch", run.libtorch},
          {"device", run.device},         {"command", run.command},      {"ended", run.ended},
          {"context", Json(run.context)}, {"verdicts", verdicts},        {"bench", bench}};
}

Json jsonOf(const SavedFinding& finding) {
  return {{"id", finding.id},
          {"state", findingStateName(finding.state)},
          {"strategy", finding.strategy},
          {"property", finding.property},
          {"check", finding.check},
          {"outcome", finding.outcome},
          {"message", finding.message},
          {"first_seen", finding.firstSeen},
          {"last_seen", finding.lastSeen},
          {"count", finding.count},
          {"runs", finding.runs},
          {"case", finding.swapCase}};
}

}  // namespace

std::string historyText(const std::vector<SavedRun>& runs, const std::vector<SavedFinding>& findings) {
  if (runs.empty()) return "no runs\n";
  TextTable ofRuns;
  ofRuns.column("started (UTC)");
  for (const char* title : {"seed", "cases", "ok", "known", "fails", "stale", "not run", "unsup"})
    ofRuns.column(title, 0, Right);
  ofRuns.column("LibTorch");
  for (const SavedRun& run : runs) ofRuns.row(rowOf(run));
  const std::string text = "runs, the latest first; what the cells of the matrix were:\n" + ofRuns.text();
  if (findings.empty()) return text + "\nno findings\n";
  TextTable ofFindings;
  ofFindings.column("state").column("first seen").column("last seen");
  ofFindings.column("cases", 0, Right).column("runs", 0, Right).column("id");
  for (const SavedFinding& finding : findings) ofFindings.row(rowOf(finding));
  return text + "\nfindings, the loudest first:\n" + ofFindings.text();
}

Json historyJson(const std::vector<SavedRun>& runs, const std::vector<SavedFinding>& findings) {
  Json json = {{"runs", Json::array()}, {"findings", Json::array()}};
  for (const SavedRun& run : runs) json["runs"].push_back(jsonOf(run));
  for (const SavedFinding& finding : findings) json["findings"].push_back(jsonOf(finding));
  return json;
}

}  // namespace swapcheck
