// The page: its sections and scripts put into one frame.
#include <map>

#include "reports/embedded.h"
#include "reports/html/sections.h"
#include "reports/report.h"

namespace swapcheck {
namespace {

/// `frame` with every `{{name}}` replaced, in one pass: inserted text is not scanned again.
std::string filled(std::string_view frame, const std::map<std::string_view, std::string>& parts) {
  std::string page;
  for (size_t open = frame.find("{{"); open != std::string_view::npos; open = frame.find("{{")) {
    const size_t close = frame.find("}}", open);
    page += frame.substr(0, open);
    page += parts.at(frame.substr(open + 2, close - open - 2));
    frame.remove_prefix(close + 2);
  }
  return page.append(frame);
}

Markup script(std::string_view source) { return block("script", {}, Markup::raw(std::string(source))); }

Markup scriptsFor(const BenchSweep* sweep) {
  if (!sweep || sweep->charts.empty()) return {};
  return block("script", {{"type", "application/json"}, {"id", "chart-data"}}, chartData(*sweep)) +
         script(embedded::chartJs()) + script(embedded::reportJs());
}

std::string page(const Digest& digest, const Markup& body, const BenchSweep* sweep) {
  return filled(embedded::reportPage(), {{"title", Markup("swapcheck: " + digest.headline).str()},
                                         {"style", std::string(embedded::reportCss())},
                                         {"body", body.str()},
                                         {"scripts", scriptsFor(sweep).str()}});
}

std::string runPage(const RunRecord& run, const std::optional<BenchDocument>& bench) {
  const Digest digest = digestOf(run);
  std::optional<BenchSweep> measured;
  if (bench) measured = benchSweepOf(*bench, familiesOf(run));
  const BenchSweep* sweep = measured ? &*measured : nullptr;
  const Markup main = matrixSection(digest) + findingsSection(digest) + notesSection(run) + knownSection(digest) +
                      coverageSection(run) + performanceSection(sweep);
  return page(digest, headSection(digest, run) + block("main", {}, main) + contextSection(run), sweep);
}

std::string benchPage(const BenchDocument& bench) {
  const Digest digest = digestWithoutRun();
  const BenchSweep sweep = benchSweepOf(bench, {});
  const Markup main = block("main", {}, performanceSection(&sweep));
  return page(digest, headSection(digest, bench) + main + contextSection(bench), &sweep);
}

}  // namespace

std::string renderHtml(const ReportInput& input) {
  if (!input.run && input.bench) return benchPage(*input.bench);
  return runPage(input.run ? *input.run : RunRecord(), input.bench);
}

}  // namespace swapcheck
