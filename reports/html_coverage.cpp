// Feature counts as a table of bars, grouped by the first word of the name.
#include <fmt/format.h>

#include <algorithm>

#include "reports/html_sections.h"
#include "reports/text.h"

namespace swapcheck {
namespace {

std::string groupOf(const FeatureCount& feature) { return feature.name.substr(0, feature.name.find('.')); }

Markup featureRow(const FeatureCount& feature, int64_t most) {
  const double share = most > 0 ? 100.0 * static_cast<double>(feature.cases) / static_cast<double>(most) : 0;
  const bool missing = feature.cases == 0;
  Attributes name = {{"scope", "row"}};
  if (!feature.summary.empty()) name.emplace_back("title", feature.summary);
  const Markup bar = element("span", {{"class", "bar"}, {"style", fmt::format("width:{:.1f}%", share)}});
  return block("tr", missing ? Attributes{{"class", "missing"}} : Attributes{},
               element("th", name, feature.name) + element("td", {{"class", "bars"}}, bar) +
                   element("td", {{"class", "number"}}, missing ? "▲ none" : thousands(feature.cases)));
}

Markup missingLine(const RunRecord& run) {
  Markup names;
  int64_t missing = 0;
  for (const FeatureCount& feature : run.coverage)
    if (feature.cases == 0) {
      names += Markup(missing++ == 0 ? "" : ", ") + element("code", {}, feature.name);
    }
  const std::string all = counted(std::ssize(run.coverage), "feature", "features");
  if (missing == 0) return block("p", {{"class", "lead"}}, "The cases had all " + all + ".");
  return block("p", {{"class", "lead"}},
               Markup(fmt::format("No case had {} of {}: ", missing, all)) + names + Markup("."));
}

}  // namespace

Markup coverageSection(const RunRecord& run) {
  Markup content = block("h2", {}, "Coverage");
  if (run.coverage.empty()) {
    content += block("p", {}, "The run counted no features.");
    return block("section", {{"id", "coverage"}}, content);
  }
  int64_t most = 0;
  for (const FeatureCount& feature : run.coverage) most = std::max(most, feature.cases);
  Markup tables;
  for (auto begin = run.coverage.begin(); begin != run.coverage.end();) {
    const auto end =
        std::find_if(begin, run.coverage.end(), [&](const auto& f) { return groupOf(f) != groupOf(*begin); });
    Markup rows;
    for (; begin != end; ++begin) rows += featureRow(*begin, most);
    tables += block("table", {{"class", "coverage"}}, block("tbody", {}, rows));
  }
  content += missingLine(run) + block("div", {{"class", "columns"}}, tables);
  return block("section", {{"id", "coverage"}}, content);
}

}  // namespace swapcheck
