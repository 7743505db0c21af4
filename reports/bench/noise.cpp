#include "reports/bench/noise.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "harness/sweep/plan.h"

namespace swapcheck {

std::optional<double> aaNoise(const nlohmann::ordered_json& document) {
  std::map<std::string, double> medians;
  for (const auto& run : document.at("benchmarks"))
    if (run.value("aggregate_name", "") == "median" && run.contains("items_per_second"))
      medians[run.at("run_name")] = run.at("items_per_second");
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
