#include "reports/bench/medians.h"

#include <algorithm>

#include "reports/bench/name.h"
#include "reports/bench/series.h"

namespace swapcheck {
namespace {

/// The measurements under one name, one value for every repetition.
struct Measured {
  std::vector<double> realTimesNs;
  std::vector<double> throughputs;

  void add(const BenchRun& run) {
    realTimesNs.push_back(run.realTimeNs);
    throughputs.push_back(run.itemsPerSecond);
  }
};

struct NamedSamples {
  std::string name;
  Measured repetitions;
  /// Google Benchmark's own medians.
  Measured medians;
};

NamedSamples& samplesOf(std::vector<NamedSamples>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  return found != all.end() ? *found : all.emplace_back(NamedSamples{name, {}, {}});
}

bool isUsable(const BenchRun& run) {
  return run.kind != BenchRun::Kind::OtherAggregate && !run.name.empty() && !run.error && run.realTimeNs > 0 &&
         run.itemsPerSecond > 0;
}

double medianOf(const std::vector<double>& values) { return pointOf(0, values).median; }

}  // namespace

std::vector<BenchMedian> benchMediansWithTwins(const BenchDocument& bench) {
  std::vector<NamedSamples> all;
  for (const BenchRun& run : bench.runs)
    if (isUsable(run)) {
      NamedSamples& samples = samplesOf(all, run.name);
      (run.kind == BenchRun::Kind::Median ? samples.medians : samples.repetitions).add(run);
    }
  std::vector<BenchMedian> medians;
  for (const NamedSamples& one : all) {
    const Measured& samples = one.repetitions.realTimesNs.empty() ? one.medians : one.repetitions;
    medians.push_back({one.name, medianOf(samples.realTimesNs), medianOf(samples.throughputs)});
  }
  return medians;
}

std::vector<BenchMedian> benchMediansOf(const BenchDocument& bench) {
  std::vector<BenchMedian> medians = benchMediansWithTwins(bench);
  std::erase_if(medians, [](const BenchMedian& median) { return median.name.starts_with(kTwinPrefix); });
  return medians;
}

}  // namespace swapcheck
