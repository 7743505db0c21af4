// Throughput: who is fastest, a chart for each family and pass, and the numbers behind it.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "reports/html/sections.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

using Charts = std::span<const BenchChart>;

/// Splits the charts by family and pass; each part has one chart per density.
std::vector<Charts> groupsOf(const BenchSweep& sweep) {
  std::vector<Charts> groups;
  const auto& charts = sweep.charts;
  for (size_t begin = 0; begin < charts.size();) {
    size_t end = begin;
    while (end < charts.size() && charts[end].family == charts[begin].family && charts[end].pass == charts[begin].pass)
      ++end;
    groups.push_back(Charts(charts).subspan(begin, end - begin));
    begin = end;
  }
  return groups;
}

/// "±4 %": half the range between the repetitions, of the median.
std::string spreadText(const BenchPoint& point) {
  if (point.repetitions < 2) return "";
  return fmt::format("±{:.0f} %", 50 * (point.max - point.min) / point.median);
}

Markup pointCell(const BenchPoint& point) {
  const std::string tooltip = point.repetitions == 0
                                  ? "a median without its repetitions"
                                  : fmt::format("{}/s to {}/s in {}", siNumber(point.min), siNumber(point.max),
                                                counted(point.repetitions, "repetition", "repetitions"));
  return element("td", {{"title", tooltip}},
                 Markup(siNumber(point.median)) + Markup(" ") + element("small", {}, spreadText(point)));
}

std::set<int64_t> sizesOf(const BenchChart& chart) {
  std::set<int64_t> sizes;
  for (const BenchLine& line : chart.lines)
    for (const BenchPoint& point : line.points) sizes.insert(point.elements);
  return sizes;
}

Markup lineRow(const BenchLine& line, const std::set<int64_t>& sizes) {
  Markup row = element("th", {{"scope", "row"}}, element("code", {}, line.strategy));
  for (const int64_t size : sizes) {
    const auto point =
        std::find_if(line.points.begin(), line.points.end(), [&](const auto& p) { return p.elements == size; });
    row += point == line.points.end() ? element("td", {}, "–") : pointCell(*point);
  }
  return block("tr", {}, row);
}

Markup chartTable(const BenchChart& chart) {
  const std::set<int64_t> sizes = sizesOf(chart);
  Markup head = element("th", {{"scope", "col"}}, "elements");
  for (const int64_t size : sizes) head += element("th", {{"scope", "col"}}, thousands(size));
  Markup rows;
  for (const BenchLine& line : chart.lines) rows += lineRow(line, sizes);
  const Markup caption = chart.density.empty() ? Markup() : element("caption", {}, "density " + chart.density);
  return block("div", {{"class", "wide"}},
               block("table", {{"class", "numbers"}},
                     caption + block("thead", {}, block("tr", {}, head)) + block("tbody", {}, rows)));
}

Markup groupFigure(Charts group, size_t k) {
  const std::string title = group.front().family + " · " + group.front().pass;
  Markup tables;
  for (const BenchChart& chart : group) tables += chartTable(chart);
  Markup content = block("figcaption", {}, element("h3", {}, title));
  content +=
      block("div", {{"class", "canvas"}},
            element("canvas", {{"data-chart", std::to_string(k)},
                               {"role", "img"},
                               {"aria-label", "Throughput by size: " + title + "; the table below has the numbers"}}));
  content += block("details", {}, element("summary", {}, "Medians as a table, in elements per second") + tables);
  return block("figure", {{"class", "chart"}}, content);
}

Markup rankingRow(const BenchChart& chart, double aaNoise) {
  const BenchRanking ranking = rankingOf(chart, aaNoise);
  const auto& first = ranking.places.front();
  Markup others;
  for (size_t k = 1; k < ranking.places.size(); ++k) {
    const auto& place = ranking.places[k];
    const std::string ratio =
        fmt::format(" {:.2f}×{}", first.point.median / place.point.median, place.tied ? " (within the noise)" : "");
    others += Markup(k == 1 ? "" : "; ") + element("code", {}, place.strategy) + Markup(ratio);
  }
  return block("tr", {},
               element("th", {{"scope", "row"}}, chart.family + " · " + chart.pass) +
                   element("td", {}, chart.density.empty() ? "–" : chart.density) +
                   element("td", {}, thousands(ranking.elements)) +
                   element("td", {}, element("code", {}, first.strategy)) + pointCell(first.point) +
                   element("td", {}, others.empty() ? Markup("–") : others));
}

Markup rankingTable(const BenchSweep& sweep) {
  Markup head, rows;
  for (const char* name : {"at the largest size", "density", "elements", "fastest", "elements/s", "the others take"})
    head += element("th", {{"scope", "col"}}, name);
  for (const BenchChart& chart : sweep.charts) rows += rankingRow(chart, sweep.aaNoise.value_or(0));
  return block(
      "div", {{"class", "wide"}},
      block("table", {{"class", "ranking"}}, block("thead", {}, block("tr", {}, head)) + block("tbody", {}, rows)));
}

Markup problemList(const std::vector<std::string>& problems) {
  if (problems.empty()) return {};
  Markup items;
  for (const std::string& problem : problems) items += block("li", {}, problem);
  return block("details", {},
               element("summary", {}, counted(std::ssize(problems), "benchmark", "benchmarks") + " could not be used") +
                   block("ul", {}, items));
}

}  // namespace

Markup performanceSection(const BenchSweep* sweep) {
  Markup content = block("h2", {}, "Performance");
  if (!sweep) {
    content += block("p", {}, "This run measured no throughput.");
  } else if (sweep->charts.empty()) {
    content += block("p", {}, "The benchmarks gave nothing to draw.") + problemList(sweep->problems);
  } else {
    Markup figures;
    const auto groups = groupsOf(*sweep);
    for (size_t k = 0; k < groups.size(); ++k) figures += groupFigure(groups[k], k);
    if (sweep->aaNoise) content += block("p", {{"class", "lead"}}, noiseText(*sweep->aaNoise));
    content += rankingTable(*sweep);
    content += block("noscript", {}, element("p", {}, "The charts need JavaScript; the tables do not."));
    content += block("div", {{"class", "charts"}}, figures) + problemList(sweep->problems);
  }
  return block("section", {{"id", "performance"}}, content);
}

}  // namespace swapcheck
