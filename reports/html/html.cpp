// The page: its sections and scripts put into one frame.
#include <nlohmann/json.hpp>

#include <map>

#include "reports/embedded.h"
#include "reports/html/sections.h"
#include "reports/report.h"

namespace swapcheck {
namespace {

/// `frame` with every `{{name}}` replaced, in one pass: what is put in is not looked at again.
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

}  // namespace

std::string renderHtml(const ReportInput& input) {
  const Digest digest = digestOf(input.run);
  std::optional<BenchSweep> measured;
  if (input.bench) measured = benchSweepOf(*input.bench, familiesOf(input.run));
  const BenchSweep* sweep = measured ? &*measured : nullptr;
  const Markup main = matrixSection(digest) + findingsSection(digest) + knownSection(digest) +
                      coverageSection(input.run) + performanceSection(sweep);
  const Markup body = headSection(digest, input.run) + block("main", {}, main) + contextSection(input.run);
  return filled(embedded::reportPage(), {{"title", Markup("swapcheck: " + digest.headline).str()},
                                         {"style", std::string(embedded::reportCss())},
                                         {"body", body.str()},
                                         {"scripts", scriptsFor(sweep).str()}});
}

}  // namespace swapcheck
