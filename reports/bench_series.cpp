#include "reports/bench_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/bench_name.h"
#include "reports/run_record.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// The throughputs measured under one name.
struct Samples {
  BenchName name;
  std::vector<double> repetitions;
  /// Google Benchmark's own median, for files that hold nothing else.
  std::vector<double> medians;
};

std::string textAt(const Json& entry, const char* field) {
  const auto found = entry.find(field);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : "";
}

double numberAt(const Json& entry, const char* field) {
  const auto found = entry.find(field);
  return found != entry.end() && found->is_number() ? found->get<double>() : 0;
}

bool sameSeries(const BenchName& a, const BenchName& b) {
  return a.strategy == b.strategy && a.pass == b.pass && a.density == b.density && a.elements == b.elements;
}

Samples& samplesOf(std::vector<Samples>& all, const BenchName& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return sameSeries(one.name, name); });
  return found != all.end() ? *found : all.emplace_back(Samples{name, {}, {}});
}

/// Adds one entry of "benchmarks" to its samples, or says why it cannot.
void collect(const Json& entry, std::vector<Samples>& all, std::vector<std::string>& problems) {
  const std::string runName = textAt(entry, "run_name");
  const std::string name = runName.empty() ? textAt(entry, "name") : runName;
  const bool aggregate = textAt(entry, "run_type") == "aggregate";
  if (aggregate && textAt(entry, "aggregate_name") != "median") return;
  const double throughput = numberAt(entry, "items_per_second");
  const auto parsed = benchNameOf(name);
  if (entry.contains("error_occurred") && entry["error_occurred"] == true)
    problems.push_back(fmt::format("{}: {}", name, textAt(entry, "error_message")));
  else if (!parsed)
    problems.push_back(fmt::format("{}: not the name of a sweep", name.empty() ? "a benchmark without a name" : name));
  else if (!(throughput > 0))
    problems.push_back(fmt::format("{}: no items_per_second", name));
  else
    (aggregate ? samplesOf(all, *parsed).medians : samplesOf(all, *parsed).repetitions).push_back(throughput);
}

BenchPoint pointOfSamples(const Samples& samples) {
  if (!samples.repetitions.empty()) return pointOf(samples.name.elements, samples.repetitions);
  BenchPoint point = pointOf(samples.name.elements, samples.medians);
  point.repetitions = 0;
  return point;
}

std::string familyNameOf(const std::string& strategy, const FamilyOf& familyOf) {
  const auto found = familyOf.find(strategy);
  const bool known = found != familyOf.end() && !found->second.empty();
  return known ? found->second : strategy.substr(0, strategy.find('.'));
}

/// The chart of a family, pass and density; a new density stands behind the others of its family and pass.
BenchChart& chartFor(std::vector<BenchChart>& charts, const std::string& family, const BenchName& name) {
  auto place = charts.end();
  for (auto chart = charts.begin(); chart != charts.end(); ++chart) {
    if (chart->family != family || chart->pass != name.pass) continue;
    if (chart->density == name.density) return *chart;
    place = chart + 1;
  }
  return *charts.insert(place, BenchChart{family, name.pass, name.density, {}});
}

void addPoint(BenchChart& chart, const std::string& strategy, const BenchPoint& point) {
  auto line =
      std::find_if(chart.lines.begin(), chart.lines.end(), [&](const auto& l) { return l.strategy == strategy; });
  if (line == chart.lines.end()) line = chart.lines.insert(line, BenchLine{strategy, {}});
  const auto place = std::upper_bound(line->points.begin(), line->points.end(), point,
                                      [](const auto& a, const auto& b) { return a.elements < b.elements; });
  line->points.insert(place, point);
}

}  // namespace

BenchPoint pointOf(int64_t elements, std::vector<double> throughputs) {
  std::sort(throughputs.begin(), throughputs.end());
  const size_t count = throughputs.size();
  const double median = (throughputs[(count - 1) / 2] + throughputs[count / 2]) / 2;
  return {elements, median, throughputs.front(), throughputs.back(), static_cast<int64_t>(count)};
}

FamilyOf familiesOf(const RunRecord& run) {
  FamilyOf families;
  for (const NamedSummary& strategy : run.strategies) families[strategy.name] = strategy.family;
  return families;
}

BenchSweep benchSweepOf(const Json& bench, const FamilyOf& familyOf) {
  BenchSweep sweep;
  if (!bench.is_object() || !bench.contains("benchmarks") || !bench["benchmarks"].is_array()) {
    sweep.problems.push_back("the file is not Google Benchmark's: it has no array \"benchmarks\"");
    return sweep;
  }
  std::vector<Samples> all;
  for (const Json& entry : bench["benchmarks"]) collect(entry, all, sweep.problems);
  for (const Samples& samples : all)
    addPoint(chartFor(sweep.charts, familyNameOf(samples.name.strategy, familyOf), samples.name), samples.name.strategy,
             pointOfSamples(samples));
  return sweep;
}

BenchRanking rankingOf(const BenchChart& chart) {
  BenchRanking ranking;
  for (const BenchLine& line : chart.lines)
    for (const BenchPoint& point : line.points) ranking.elements = std::max(ranking.elements, point.elements);
  for (const BenchLine& line : chart.lines)
    for (const BenchPoint& point : line.points)
      if (point.elements == ranking.elements) ranking.places.push_back({line.strategy, point, false});
  std::stable_sort(ranking.places.begin(), ranking.places.end(),
                   [](const auto& a, const auto& b) { return a.point.median > b.point.median; });
  for (size_t k = 1; k < ranking.places.size(); ++k)
    ranking.places[k].tied = ranking.places[k].point.max >= ranking.places.front().point.min;
  return ranking;
}

}  // namespace swapcheck
