#include "reports/bench/noise.h"

#include <algorithm>

#include "reports/bench/medians.h"
#include "reports/bench/name.h"

namespace swapcheck {

std::optional<double> aaNoise(const BenchDocument& bench) {
  std::map<std::string, double> medians;
  for (const BenchMedian& median : benchMediansWithTwins(bench)) medians[median.name] = median.itemsPerSecond;
  std::optional<double> noise;
  for (const auto& [name, rate] : medians) {
    if (!name.starts_with(kTwinPrefix)) continue;
    const auto original = medians.find(name.substr(kTwinPrefix.size()));
    if (original == medians.end()) continue;
    const auto [low, high] = std::minmax(rate, original->second);
    noise = std::max(noise.value_or(0), high / low - 1);
  }
  return noise;
}

}  // namespace swapcheck
