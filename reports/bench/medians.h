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

/// Medians over the repetitions of each name, in the order of the document; of a name without repetitions, the median
/// that Google Benchmark took. What failed, or has no time or no throughput, is passed over, and so are benchmarks that
/// measure another one again ("noise/...").
std::vector<BenchMedian> benchMediansOf(const BenchDocument& bench);

/// The same, with the benchmarks that measure another one again.
std::vector<BenchMedian> benchMediansWithTwins(const BenchDocument& bench);

}  // namespace swapcheck
