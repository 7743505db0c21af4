// Feature counts as a table of bars, grouped by the first word of the name.
#include <fmt/format.h>

#include <algorithm>

#include "reports/html/sections.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

std::string groupOf(const FeatureCount& feature) { return feature.name.substr(0, feature.name.find('.')); }

Markup featureRow(const FeatureCount& feature, int64_t most) {
  const double share = most > 0 ? 100.0 * static_cast<double>(feature.cases) / static_cast<double>(most) : 0;
  const bool missing = feature.cases == 0 && feature.required;
  const std::string count = feature.cases == 0 ? (missing ? "▲ none" : "–") : thousands(feature.cases);
  Attributes name = {{"scope", "row"}};
  if (!feature.summary.empty()) name.emplace_back("title", feature.summary);
  const Markup bar = element("span", {{"class", "bar"}, {"style", fmt::format("width:{:.1f}%", share)}});
  return block("tr", missing ? Attributes{{"class", "missing"}} : Attributes{},
               element("th", name, feature.name) + element("td", {{"class", "bars"}}, bar) +
                   element("td", {{"class", "number"}}, count));
}

Markup missingLine(const RunRecord& run) {
  const std::vector<std::string> missed = missedFeatures(run);
  const auto required =
      std::count_if(run.coverage.begin(), run.coverage.end(), [](const auto& f) { return f.required; });
  const std::string all = counted(required, "feature", "features");
  if (missed.empty()) return block("p", {{"class", "lead"}}, "The cases had all " + all + ".");
  Markup names;
  for (const std::string& name : missed)
    names += Markup(&name == &missed.front() ? "" : ", ") + element("code", {}, name);
  return block("p", {{"class", "lead"}},
               Markup(fmt::format("No case had {} of {}: ", missed.size(), all)) + names + Markup("."));
}

Markup pairsLine(const PairCoverage& pairs) {
  const double share =
      pairs.feasible > 0 ? 100.0 * static_cast<double>(pairs.seen) / static_cast<double>(pairs.feasible) : 100;
  Markup line(fmt::format("Of {} that a case can have both of, the cases had {} ({:.1f} %).",
                          counted(pairs.feasible, "pair of features", "pairs of features"), thousands(pairs.seen),
                          share));
  if (pairs.unseen.empty()) return block("p", {}, line);
  Markup list;
  for (const std::string& pair : pairs.unseen) list += block("li", {}, element("code", {}, pair));
  const std::string first = pairs.feasible - pairs.seen > std::ssize(pairs.unseen) ? "The first pairs" : "The pairs";
  return block("p", {}, line) +
         block("details", {}, element("summary", {}, first + " that no case had") + block("ul", {}, list));
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
  content +=
      missingLine(run) + (run.pairs ? pairsLine(*run.pairs) : Markup()) + block("div", {{"class", "columns"}}, tables);
  return block("section", {{"id", "coverage"}}, content);
}

}  // namespace swapcheck
