// The run as JUnit XML, a test case for each cell of the matrix.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "reports/digest.h"
#include "reports/grid_layout.h"
#include "reports/markup.h"
#include "reports/record/text.h"
#include "reports/report.h"

namespace swapcheck {
namespace {

std::string bodyOf(const FailureRecord& failure) {
  std::string body = fmt::format("{}\n{} of this kind, {}\n", failure.message, counted(failure.count, "case", "cases"),
                                 shrinkText(failure.shrink));
  if (const std::string matters = mattersText(failure); !matters.empty()) body += matters + "\n";
  for (const Grid& grid : failure.grids) body += textOf(grid);
  if (!failure.swapCase.is_null())
    body += "case: " + failure.swapCase.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  if (!failure.replay.empty()) body += "replay: " + failure.replay + "\n";
  return body;
}

std::string staleText(const KnownFailureTally& tally) {
  return fmt::format("known failure is stale: {} met its condition ({}) and none failed: {}",
                     counted(tally.met, "case", "cases"), tally.when, tally.reason);
}

/// Everything that makes one cell a finding, as one `<failure>`: readers accept only one.
Markup failureElement(const Digest& digest, const VerdictRecord& cell) {
  std::vector<std::string> messages;
  std::string type = "stale-known-failure";
  std::string body;
  for (const FailureRecord& failure : digest.findings)
    if (isOf(failure, cell)) {
      if (messages.empty()) type = failureOutcomeName(failure.outcome);
      messages.push_back(failure.message);
      body += (body.empty() ? "" : "\n") + bodyOf(failure);
    }
  for (const KnownEntry& entry : digest.stale)
    if (isOf(entry, cell)) {
      messages.push_back(staleText(entry.tally));
      body += (body.empty() ? "" : "\n") + messages.back() + "\n";
    }
  const size_t more = messages.size() - 1;
  const std::string message = messages.front() + (more > 0 ? fmt::format(" (and {} more)", more) : "");
  return element("failure", {{"message", message}, {"type", type}}, body);
}

Markup reasonsElement(const VerdictRecord& cell) {
  std::string text;
  for (const KnownFailureTally& tally : cell.known)
    if (!tally.stale && tally.failed > 0)
      text += fmt::format("known failure ({}; {}): {}{}{}\n", tally.when, metText(tally), tally.reason,
                          tally.upstream.empty() ? "" : "; ", tally.upstream);
  return text.empty() ? Markup() : element("system-out", {}, text);
}

Markup testCase(const Digest& digest, const VerdictRecord& cell) {
  Markup content;
  if (isFinding(cell))
    content += failureElement(digest, cell);
  else if (cell.verdict == Verdict::NotRun)
    content +=
        element("skipped", {{"message", "no case ran: the property does not apply, or the run ended before it"}});
  else if (cell.verdict == Verdict::Unsupported)
    content += element("skipped", {{"message", "unsupported: the strategy refuses clearly"}});
  return block("testcase", {{"classname", cell.strategy}, {"name", cell.property}}, content + reasonsElement(cell));
}

/// Facts about a suite besides its test cases.
using Facts = std::vector<std::pair<std::string, std::string>>;

Facts propertiesOf(const RunRecord& run) {
  Facts facts = {{"seed", std::to_string(run.seed)},
                 {"cases", std::to_string(run.cases)},
                 {"libtorch", run.libtorch},
                 {"device", run.device},
                 {"command", run.command}};
  facts.insert(facts.end(), run.context.begin(), run.context.end());
  return facts;
}

Facts propertiesOf(const BenchDocument& bench) {
  Facts facts = {{"cases", "0"}};
  facts.insert(facts.end(), bench.context.begin(), bench.context.end());
  return facts;
}

Markup propertiesElement(const Facts& facts) {
  Markup properties;
  for (const auto& [name, value] : facts) properties += block("property", {{"name", name}, {"value", value}});
  return block("properties", {}, properties);
}

/// The date and time without fraction and zone, which not every reader accepts; empty if there is none.
std::string timestampOf(const std::string& startedAt) {
  constexpr std::string_view kPattern = "0000-00-00T00:00:00";
  if (startedAt.size() < kPattern.size()) return "";
  for (size_t k = 0; k < kPattern.size(); ++k) {
    const bool digit = startedAt[k] >= '0' && startedAt[k] <= '9';
    if (kPattern[k] == '0' ? !digit : startedAt[k] != kPattern[k]) return "";
  }
  return startedAt.substr(0, kPattern.size());
}

struct Suite {
  Facts facts = {};
  double durationS = 0;
  std::string startedAt = {};
  Markup cases = {};
  int64_t tests = 0;
  int64_t failures = 0;
  int64_t skipped = 0;
};

Suite suiteOf(const RunRecord& run) {
  const Digest digest = digestOf(run);
  Suite suite{propertiesOf(run), run.durationS, run.startedAt};
  for (const auto& row : digest.matrix.cells)
    for (const VerdictRecord& cell : row) {
      suite.cases += testCase(digest, cell);
      ++suite.tests;
      suite.failures += isFinding(cell);
      suite.skipped += !isFinding(cell) && (cell.verdict == Verdict::NotRun || cell.verdict == Verdict::Unsupported);
    }
  return suite;
}

/// One skipped test case says that nothing was judged.
Suite suiteOf(const BenchDocument& bench) {
  const Digest digest = digestWithoutRun();
  const Markup skipped = element("skipped", {{"message", digest.headline + ". " + digest.detail}});
  return {.facts = propertiesOf(bench),
          .durationS = std::strtod(factOf(bench, "duration_s").c_str(), nullptr),
          .startedAt = factOf(bench, "date"),
          .cases = block("testcase", {{"classname", "swapcheck"}, {"name", "verdicts"}}, skipped),
          .tests = 1,
          .failures = 0,
          .skipped = 1};
}

std::string xmlOf(const Suite& suite) {
  Attributes attributes = {{"name", "swapcheck"},
                           {"tests", std::to_string(suite.tests)},
                           {"failures", std::to_string(suite.failures)},
                           {"errors", "0"},
                           {"skipped", std::to_string(suite.skipped)},
                           {"time", fmt::format("{:.3f}", std::isfinite(suite.durationS) ? suite.durationS : 0)}};
  if (const auto timestamp = timestampOf(suite.startedAt); !timestamp.empty())
    attributes.emplace_back("timestamp", timestamp);
  const Markup content = block("testsuite", attributes, propertiesElement(suite.facts) + suite.cases);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + block("testsuites", {}, content).str();
}

}  // namespace

std::string renderJunit(const ReportInput& input) {
  if (!input.run && input.bench) return xmlOf(suiteOf(*input.bench));
  return xmlOf(suiteOf(input.run ? *input.run : RunRecord()));
}

}  // namespace swapcheck
