#include "ratios.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr double kCalibrationS = 2;

/// As many as one worker judges in that time.
int64_t casesFor(const RatioOptions& options, const StrategySet& set) {
  if (options.cases > 0) return options.cases;
  const FuzzRun run = runFuzz(options.program, set, options.seed, {"--time", fmt::format("{}s", kCalibrationS)}, 1);
  return std::max<int64_t>(1, static_cast<int64_t>(static_cast<double>(run.cases) / run.campaignS * options.runS));
}

Round measureRound(const RatioOptions& options, const StrategySet& set, int64_t cases, bool backwards,
                   const std::function<void(int jobs)>& onRun) {
  Round round;
  for (int k = 0; k <= kMostJobs; ++k) {
    const int jobs = backwards ? kMostJobs - k : k;
    onRun(jobs);
    FuzzRun& run = round.at(static_cast<size_t>(jobs));
    run = runFuzz(options.program, set, options.seed, {"--cases", std::to_string(cases)}, jobs);
    if (run.cases != cases) throw HarnessError(fmt::format("a run judged {} cases, expected {}", run.cases, cases));
  }
  return round;
}

}  // namespace

std::vector<StrategySet> strategySets(const std::filesystem::path& program) {
  return {{"whole.clone, values", {"whole.clone"}, {"values"}},
          {"masked.where, 3 properties", {"masked.where"}, {"originals", "values", "gradient"}},
          {"all healthy, all properties", healthyStrategies(program)}};
}

std::vector<SetRounds> measureRatios(const RatioOptions& options, const std::vector<StrategySet>& sets,
                                     const std::function<void(const std::string&)>& onRun) {
  std::vector<SetRounds> measured;
  std::vector<int64_t> cases;
  for (const StrategySet& set : sets) {
    onRun(fmt::format("{}: how many cases?", set.name));
    cases.push_back(casesFor(options, set));
    measured.push_back({set, {}});
  }
  for (int round = 0; round < options.rounds; ++round)
    for (size_t s = 0; s < sets.size(); ++s)
      measured[s].rounds.push_back(measureRound(options, sets[s], cases[s], round % 2 == 1, [&](int jobs) {
        onRun(fmt::format("round {}/{}: {}: --jobs {}", round + 1, options.rounds, sets[s].name, jobs));
      }));
  return measured;
}

bool reachesBars(const std::vector<SetRounds>& measured) {
  std::vector<std::vector<Round>> sets;
  for (const SetRounds& one : measured) sets.push_back(one.rounds);
  sets.push_back(together(sets));
  return std::all_of(sets.begin(), sets.end(), [](const std::vector<Round>& rounds) {
    return std::all_of(kComparisons.begin(), kComparisons.end(),
                       [&](const Comparison& comparison) { return reachesBar(rounds, comparison); });
  });
}

nlohmann::ordered_json toJson(const std::vector<SetRounds>& measured) {
  auto sets = nlohmann::ordered_json::array();
  for (const auto& [set, rounds] : measured) {
    auto runs = nlohmann::ordered_json::array();
    for (size_t r = 0; r < rounds.size(); ++r)
      for (size_t jobs = 0; jobs < rounds[r].size(); ++jobs) {
        const FuzzRun& run = rounds[r][jobs];
        runs.push_back({{"round", r + 1},
                        {"jobs", jobs},
                        {"cases", run.cases},
                        {"campaign_s", run.campaignS},
                        {"wall_s", run.wallS},
                        {"cpu_s", run.cpuS}});
      }
    sets.push_back({{"set", set.name}, {"strategies", set.strategies}, {"properties", set.properties}, {"runs", runs}});
  }
  return {{"sets", sets}};
}

}  // namespace swapcheck
