// One run of the real `swapcheck fuzz`, and the time that it took.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "../end_to_end/process.h"

namespace swapcheck {

/// Strategies and properties that are judged together, by a name for the table.
struct StrategySet {
  std::string name;
  std::vector<std::string> strategies;
  /// Empty for all.
  std::vector<std::string> properties = {};
};

struct FuzzRun {
  int64_t cases = 0;
  /// Seconds that the campaign says it took.
  double campaignS = 0;
  /// Seconds from the start of the program to its end.
  double wallS = 0;
  /// Processor seconds of all its processes.
  double cpuS = 0;
};

/// How a run is asked for: by cases ("--cases", "5000") or by time ("--time", "2s").
using Extent = std::vector<std::string>;

/// The names of all strategies of which nothing is known to fail. Throws HarnessError.
std::vector<std::string> healthyStrategies(const std::filesystem::path& program);

/// Runs `swapcheck fuzz` in a temporary folder of its own; `jobs` 0 judges in one process. `process` may ask for more
/// than the defaults. Throws HarnessError when the program does not run, or finds anything.
FuzzRun runFuzz(const std::filesystem::path& program, const StrategySet& set, uint64_t seed, const Extent& extent,
                int jobs, ProcessOptions process = {});

}  // namespace swapcheck
