#include "reports/bench/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <tuple>

#include "reports/bench/name.h"
#include "reports/record/run_record.h"

namespace swapcheck {
namespace {

/// The throughputs measured under one name.
struct Samples {
  BenchName name;
  /// As the runs are labelled.
  std::string label;
  std::vector<double> repetitions;
  /// Google Benchmark's own median, for files that hold nothing else.
  std::vector<double> medians;
};

bool sameSeries(const BenchName& a, const BenchName& b) {
  return a.strategy == b.strategy && a.pass == b.pass && a.density == b.density && a.elements == b.elements;
}

Samples& samplesOf(std::vector<Samples>& all, const BenchName& name, const std::string& label) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return sameSeries(one.name, name); });
  return found != all.end() ? *found : all.emplace_back(Samples{name, label, {}, {}});
}

/// Adds a run to its samples, or says why it cannot.
void collect(const BenchRun& run, std::vector<Samples>& all, std::vector<std::string>& problems) {
  if (run.name.starts_with(kTwinPrefix) || run.kind == BenchRun::Kind::OtherAggregate) return;
  const auto parsed = benchNameOf(run.name);
  if (run.error) {
    problems.push_back(fmt::format("{}: {}", run.name, *run.error));
  } else if (!parsed) {
    const std::string name = run.name.empty() ? "a benchmark without a name" : run.name;
    problems.push_back(fmt::format("{}: not the name of a sweep", name));
  } else if (!(run.itemsPerSecond > 0)) {
    problems.push_back(fmt::format("{}: no items_per_second", run.name));
  } else {
    Samples& samples = samplesOf(all, *parsed, run.label);
    (run.kind == BenchRun::Kind::Median ? samples.medians : samples.repetitions).push_back(run.itemsPerSecond);
  }
}

BenchPoint pointOfSamples(const Samples& samples) {
  if (!samples.repetitions.empty()) return pointOf(samples.name.elements, samples.repetitions);
  BenchPoint point = pointOf(samples.name.elements, samples.medians);
  point.repetitions = 0;
  return point;
}

/// The families of swaps, in the order of the tables.
constexpr std::string_view kFamilyNames[] = {"whole", "masked", "indexed", "within"};

/// The position of a family in the report: unknown ones last.
size_t placeOf(const std::string& family) {
  return static_cast<size_t>(std::find(std::begin(kFamilyNames), std::end(kFamilyNames), family) -
                             std::begin(kFamilyNames));
}

std::string familyNameOf(const Samples& samples, const FamilyOf& familyOf) {
  const std::string& strategy = samples.name.strategy;
  const auto found = familyOf.find(strategy);
  if (found != familyOf.end() && !found->second.empty()) return found->second;
  const bool isLabelled = placeOf(samples.label) < std::size(kFamilyNames);
  return isLabelled ? samples.label : strategy.substr(0, strategy.find('.'));
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

/// The noise that the sweep recorded.
std::optional<double> writtenNoise(const BenchDocument& bench) {
  const std::string text = factOf(bench, "aa_noise");
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

BenchSweep benchSweepOf(const BenchDocument& bench, const FamilyOf& familyOf) {
  BenchSweep sweep;
  if (!bench.problem.empty()) sweep.problems.push_back(bench.problem);
  std::vector<Samples> all;
  for (const BenchRun& run : bench.runs) collect(run, all, sweep.problems);
  for (const auto& one : all)
    addPoint(chartFor(sweep.charts, familyNameOf(one, familyOf), one.name), one.name.strategy, pointOfSamples(one));
  sortSweep(sweep);
  sweep.aaNoise = writtenNoise(bench);
  return sweep;
}

}  // namespace swapcheck
