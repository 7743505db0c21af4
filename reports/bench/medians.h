// The medians of Google Benchmark's JSON, one for each benchmark.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace swapcheck {

struct BenchMedian {
  std::string name;
  double realTimeNs = 0;
  double itemsPerSecond = 0;
};

/// Medians over the repetitions of each name, in the order of the file; of a name without repetitions, the median that
/// Google Benchmark took. Takes any JSON: what failed, or has no time or no throughput, is passed over, and so are
/// benchmarks that measure another one again ("noise/...").
std::vector<BenchMedian> benchMediansOf(const nlohmann::ordered_json& bench);

}  // namespace swapcheck
