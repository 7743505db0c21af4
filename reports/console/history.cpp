#include "reports/console/history.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/console/printable.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

constexpr Verdict kVerdicts[] = {Verdict::Verified, Verdict::KnownFailure, Verdict::Falsified,
                                 Verdict::StaleKnownFailure, Verdict::NotRun};

/// "2026-01-31 02:00" of "2026-01-31T02:00:00Z".
std::string minuteOf(const std::string& time) {
  std::string text = time.substr(0, 16);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

std::string dayOf(const std::string& time) { return time.substr(0, 10); }

bool isNumber(const std::string& cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789,") == std::string::npos;
}

/// Columns as wide as they have to be; numbers stand to the right, as do their titles.
std::string tableText(const std::vector<Row>& rows) {
  std::vector<size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], row[k].size());
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (size_t k = 0; k < row.size(); ++k)
      line += isNumber(rows.back()[k]) ? fmt::format("  {:>{}}", row[k], widths[k])
                                       : fmt::format("  {:<{}}", row[k], widths[k]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

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

template <typename Record>
std::string tableOf(Row titles, const std::vector<Record>& records) {
  std::vector<Row> rows{std::move(titles)};
  for (const Record& record : records) rows.push_back(rowOf(record));
  return tableText(rows);
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
  const std::string text =
      "runs, the latest first; what the cells of the matrix were:\n" +
      tableOf({"started (UTC)", "seed", "cases", "ok", "known", "fails", "stale", "not run", "LibTorch"}, runs);
  if (findings.empty()) return text + "\nno findings\n";
  return text + "\nfindings, the loudest first:\n" +
         tableOf({"state", "first seen", "last seen", "cases", "runs", "id"}, findings);
}

Json historyJson(const std::vector<SavedRun>& runs, const std::vector<SavedFinding>& findings) {
  Json json = {{"runs", Json::array()}, {"findings", Json::array()}};
  for (const SavedRun& run : runs) json["runs"].push_back(jsonOf(run));
  for (const SavedFinding& finding : findings) json["findings"].push_back(jsonOf(finding));
  return json;
}

}  // namespace swapcheck
