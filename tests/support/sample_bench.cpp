// The benchmarks of the sample run.
#include "tests/support/sample_record.h"

namespace swapcheck {
namespace {

/// One repetition as Google Benchmark writes it.
nlohmann::ordered_json repetition(const std::string& name, int64_t index, double itemsPerSecond) {
  return {{"name", name},
          {"run_name", name},
          {"run_type", "iteration"},
          {"repetitions", 3},
          {"repetition_index", index},
          {"iterations", 1000},
          {"real_time", 1.0},
          {"cpu_time", 1.0},
          {"time_unit", "ns"},
          {"items_per_second", itemsPerSecond}};
}

/// A plausible curve: overhead dominates small sizes, bandwidth large ones.
double throughputAt(double elements, double peak, double overheadElements) {
  return peak * elements / (elements + overheadElements);
}

void addSeries(nlohmann::ordered_json& all, const std::string& stem, double peak, double overheadElements) {
  constexpr double kNoise[] = {0.97, 1.0, 1.06};
  for (int64_t elements = 64; elements <= 1 << 20; elements *= 4)
    for (int64_t k = 0; k < 3; ++k)
      all.push_back(repetition(stem + "/elements:" + std::to_string(elements), k,
                               kNoise[k] * throughputAt(static_cast<double>(elements), peak, overheadElements)));
}

}  // namespace

nlohmann::ordered_json sampleBench() {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  addSeries(all, "article.clone-detach/forward", 3.1e9, 9000);
  addSeries(all, "whole.clone/forward", 3.0e9, 7000);
  addSeries(all, "whole.clone/forward+backward", 1.2e9, 30000);
  for (const char* density : {"0.1", "0.5"}) {
    const double slowdown = density == std::string("0.5") ? 3 : 1;
    const std::string axis = std::string("/density:") + density;
    addSeries(all, "article.where/forward" + axis, 0.9e9 / slowdown, 12000);
    addSeries(all, "masked.where/forward" + axis, 1.1e9 / slowdown, 8000);
    addSeries(all, "masked.blend/forward" + axis, 1.9e9, 16000);
    addSeries(all, "masked.where/forward+backward" + axis, 0.4e9 / slowdown, 40000);
  }
  nlohmann::ordered_json median = repetition("whole.clone/forward/elements:64_median", 0, 1);
  median["run_type"] = "aggregate";
  median["aggregate_name"] = "median";
  median["run_name"] = "whole.clone/forward/elements:64";
  all.push_back(median);
  nlohmann::ordered_json error = repetition("within.index-select/forward/elements:64", 0, 0);
  error["error_occurred"] = true;
  error["error_message"] = "out of memory";
  all.push_back(error);
  return {{"context", {{"library_build_type", "release"}, {"aa_noise", "0.083"}}}, {"benchmarks", all}};
}

}  // namespace swapcheck
