// The command `ratios`: what isolation costs, and what a second worker gives.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>

#include "ratio.h"

namespace swapcheck {

struct RatioOptions {
  std::filesystem::path program;
  uint64_t seed = 1;
  int rounds = 7;
  /// Seconds that one worker takes for a run, more or less; `cases` says it exactly where it is given.
  double runS = 10;
  int64_t cases = 0;
};

/// The rounds of one set of strategies.
struct SetRounds {
  StrategySet set;
  std::vector<Round> rounds;
};

/// One cheap strategy, the usual three properties of one, and all healthy strategies by all properties.
std::vector<StrategySet> strategySets(const std::filesystem::path& program);

/// Runs every set with each number of jobs, round after round, in turn forwards and backwards. `onRun` hears what is
/// run next. Throws HarnessError.
std::vector<SetRounds> measureRatios(const RatioOptions& options, const std::vector<StrategySet>& sets,
                                     const std::function<void(const std::string&)>& onRun);

/// Throughputs, then ratios of each set and of all together, beside their bars.
std::string ratioTable(const std::vector<SetRounds>& measured);

/// Whether each set and all together reach every bar.
bool reachesBars(const std::vector<SetRounds>& measured);

/// Every single run.
nlohmann::ordered_json toJson(const std::vector<SetRounds>& measured);

}  // namespace swapcheck
