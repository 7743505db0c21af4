#include "reports/bench/medians.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/bench/json.h"
#include "reports/bench/name.h"
#include "reports/bench/series.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// What was measured under one name; of each, one value for every repetition.
struct Measured {
  std::vector<double> realTimesNs;
  std::vector<double> throughputs;

  void add(double realTimeNs, double throughput) {
    realTimesNs.push_back(realTimeNs);
    throughputs.push_back(throughput);
  }
};

struct NamedSamples {
  std::string name;
  Measured repetitions;
  /// Google Benchmark's own medians.
  Measured medians;
};

double nanosecondsIn(const std::string& unit) {
  if (unit == "us") return 1e3;
  if (unit == "ms") return 1e6;
  return unit == "s" ? 1e9 : 1;
}

NamedSamples& samplesOf(std::vector<NamedSamples>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  return found != all.end() ? *found : all.emplace_back(NamedSamples{name, {}, {}});
}

void collect(const Json& entry, std::vector<NamedSamples>& all) {
  const std::string runName = textAt(entry, "run_name");
  const std::string name = runName.empty() ? textAt(entry, "name") : runName;
  const bool aggregate = textAt(entry, "run_type") == "aggregate";
  if (aggregate && textAt(entry, "aggregate_name") != "median") return;
  const double realTimeNs = numberAt(entry, "real_time") * nanosecondsIn(textAt(entry, "time_unit"));
  const double throughput = numberAt(entry, "items_per_second");
  const bool usable = !name.empty() && !name.starts_with(kTwinPrefix) && realTimeNs > 0 && throughput > 0;
  if (!usable) return;
  NamedSamples& samples = samplesOf(all, name);
  (aggregate ? samples.medians : samples.repetitions).add(realTimeNs, throughput);
}

double medianOf(const std::vector<double>& values) { return pointOf(0, values).median; }

}  // namespace

std::vector<BenchMedian> benchMediansOf(const Json& bench) {
  const auto entries = bench.find("benchmarks");
  if (entries == bench.end() || !entries->is_array()) return {};
  std::vector<NamedSamples> all;
  for (const Json& entry : *entries)
    if (entry.is_object()) collect(entry, all);
  std::vector<BenchMedian> medians;
  for (const NamedSamples& one : all) {
    const Measured& samples = one.repetitions.realTimesNs.empty() ? one.medians : one.repetitions;
    medians.push_back({one.name, medianOf(samples.realTimesNs), medianOf(samples.throughputs)});
  }
  return medians;
}

}  // namespace swapcheck
