// The command line of the benchmark.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "memory_run.h"
#include "ratios.h"

namespace swapcheck {

struct RatiosCommand {
  RatioOptions options;
  /// Where every run is written as JSON; empty: nowhere.
  std::filesystem::path json = {};
};

struct MemoryCommand {
  MemoryOptions options;
  /// Where the picture is written; empty: nowhere.
  std::filesystem::path out = {};
};

using BenchmarkCommand = std::variant<RatiosCommand, MemoryCommand>;

/// Nothing when help was asked for, and printed. Throws InputError.
std::optional<BenchmarkCommand> parseBenchmark(const std::vector<std::string>& words, std::ostream& out);

}  // namespace swapcheck
