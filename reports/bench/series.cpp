#include "reports/bench/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <tuple>

#include "reports/bench/json.h"
#include "reports/bench/name.h"
#include "reports/record/run_record.h"

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
  if (name.starts_with(kTwinPrefix)) return;
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

BenchChart& chartFor(std::vector<BenchChart>& charts, const std::string& family, const BenchName& name) {
  for (BenchChart& chart : charts)
    if (chart.family == family && chart.pass == name.pass && chart.density == name.density) return chart;
  return charts.emplace_back(BenchChart{family, name.pass, name.density, {}});
}

void addPoint(BenchChart& chart, const std::string& strategy, const BenchPoint& point) {
  auto line =
      std::find_if(chart.lines.begin(), chart.lines.end(), [&](const auto& l) { return l.strategy == strategy; });
  if (line == chart.lines.end()) line = chart.lines.insert(line, BenchLine{strategy, {}});
  const auto place = std::upper_bound(line->points.begin(), line->points.end(), point,
                                      [](const auto& a, const auto& b) { return a.elements < b.elements; });
  line->points.insert(place, point);
}

/// Where a family stands in the report: in the order of the tables, unknown ones last.
size_t placeOf(const std::string& family) {
  constexpr std::string_view kOrder[] = {"whole", "masked", "indexed", "within"};
  return static_cast<size_t>(std::find(std::begin(kOrder), std::end(kOrder), family) - std::begin(kOrder));
}

void sortSweep(BenchSweep& sweep) {
  const auto key = [](const BenchChart& chart) {
    return std::tuple(placeOf(chart.family), chart.family, chart.pass, std::strtod(chart.density.c_str(), nullptr));
  };
  std::stable_sort(sweep.charts.begin(), sweep.charts.end(),
                   [&](const BenchChart& a, const BenchChart& b) { return key(a) < key(b); });
  for (BenchChart& chart : sweep.charts)
    std::sort(chart.lines.begin(), chart.lines.end(),
              [](const BenchLine& a, const BenchLine& b) { return a.strategy < b.strategy; });
}

std::optional<double> aaNoiseOf(const Json& bench) {
  const auto context = bench.find("context");
  if (context == bench.end() || !context->is_object()) return std::nullopt;
  // Google Benchmark's own context holds strings only.
  const std::string text = textAt(*context, "aa_noise");
  char* end = nullptr;
  const double noise = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != 0 || !std::isfinite(noise) || noise < 0) return std::nullopt;
  return noise;
}

}  // namespace

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
  for (const auto& one : all)
    addPoint(chartFor(sweep.charts, familyNameOf(one.name.strategy, familyOf), one.name), one.name.strategy,
             pointOfSamples(one));
  sortSweep(sweep);
  sweep.aaNoise = aaNoiseOf(bench);
  return sweep;
}

}  // namespace swapcheck
