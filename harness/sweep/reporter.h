// Collects what Google Benchmark measures and writes it as Google Benchmark's own JSON.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace swapcheck {

/// Error message of a benchmark run that was skipped because the sweep had to end.
inline constexpr const char* kStoppedRun = "stopped";

/// Silent: it collects runs in the order in which benchmarks end, which random interleaving makes random, and
/// gives them in the order in which the benchmarks were registered.
class SweepReporter : public benchmark::BenchmarkReporter {
 public:
  SweepReporter();

  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override;

  /// The document that benchmark::JSONReporter writes, without the skipped runs. A benchmark that was timed by the wall
  /// clock has no "/real_time" in its name. Throws InputError when it is not JSON.
  nlohmann::ordered_json document() const;

 private:
  std::ostringstream console_;
  std::multimap<int64_t, std::vector<Run>> runs_;
};

}  // namespace swapcheck
