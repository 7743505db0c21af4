// The medians of a sweep, one for each benchmark.
#pragma once

#include <string>
#include <vector>

#include "reports/bench/document.h"

namespace swapcheck {

struct BenchMedian {
  std::string name;
  double realTimeNs = 0;
  double itemsPerSecond = 0;
};

/// Medians over the repetitions of each name, in the order of the document; for a name without repetitions, Google
/// Benchmark's own median. Skips what failed or has no time or throughput, and benchmarks that measure another one
/// again ("noise/...").
std::vector<BenchMedian> benchMediansOf(const BenchDocument& bench);

/// The same, with the benchmarks that measure another one again.
std::vector<BenchMedian> benchMediansWithTwins(const BenchDocument& bench);

}  // namespace swapcheck
