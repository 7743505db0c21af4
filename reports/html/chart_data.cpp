// The numbers of the charts as JSON, the only input of the page's script.
#include <nlohmann/json.hpp>

#include "reports/html/sections.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// Points are `[elements, median, min, max, repetitions]`.
Json linesJson(const BenchChart& chart) {
  Json lines = Json::array();
  for (const BenchLine& line : chart.lines) {
    Json points = Json::array();
    for (const BenchPoint& point : line.points)
      points.push_back(Json::array({point.elements, point.median, point.min, point.max, point.repetitions}));
    lines.push_back({{"strategy", line.strategy}, {"points", points}});
  }
  return lines;
}

}  // namespace

Markup chartData(const BenchSweep& sweep) {
  Json groups = Json::array();
  const BenchChart* previous = nullptr;
  for (const BenchChart& chart : sweep.charts) {
    if (!previous || previous->family != chart.family || previous->pass != chart.pass) groups.push_back(Json::array());
    groups.back().push_back({{"family", chart.family}, {"density", chart.density}, {"lines", linesJson(chart)}});
    previous = &chart;
  }
  return scriptJson(groups.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace swapcheck
