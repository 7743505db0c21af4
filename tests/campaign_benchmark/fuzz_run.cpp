#include "fuzz_run.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>

#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::hours kLongest{12};

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "swapcheck-XXXXXX").string();
    if (!mkdtemp(name.data())) throw HarnessError("no temporary folder can be made: " + name);
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

ProcessResult run(const fs::path& program, const std::vector<std::string>& words, const ProcessOptions& options) {
  try {
    ProcessResult result = runProcess(program, words, options);
    if (result.exitCode != 0)
      throw HarnessError(fmt::format("{} {} ended with {}:\n{}{}", program.string(), words.front(), result.exitCode,
                                     result.out, result.err));
    return result;
  } catch (const HarnessError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw HarnessError(error.what());
  }
}

std::vector<std::string> wordsOf(const StrategySet& set, uint64_t seed, const Extent& extent, int jobs) {
  std::vector<std::string> words = {"fuzz", "--seed", std::to_string(seed), "--jobs", std::to_string(jobs)};
  words.insert(words.end(), extent.begin(), extent.end());
  for (const std::string& strategy : set.strategies) words.insert(words.end(), {"--strategy", strategy});
  for (const std::string& property : set.properties) words.insert(words.end(), {"--property", property});
  words.insert(words.end(), {"--out", "out"});
  return words;
}

}  // namespace

std::vector<std::string> healthyStrategies(const fs::path& program) {
  const ProcessResult listed = run(program, {"list", "strategies", "--json"}, {fs::current_path()});
  std::vector<std::string> healthy;
  for (const auto& strategy : nlohmann::json::parse(listed.out))
    if (strategy.at("known_failures").empty()) healthy.push_back(strategy.at("name"));
  return healthy;
}

FuzzRun runFuzz(const fs::path& program, const StrategySet& set, uint64_t seed, const Extent& extent, int jobs,
                ProcessOptions process) {
  const TemporaryFolder folder;
  process.folder = folder.path();
  process.longest = kLongest;
  const Clock::time_point begun = Clock::now();
  const ProcessResult result = run(program, wordsOf(set, seed, extent, jobs), process);
  const double wallS = std::chrono::duration<double>(Clock::now() - begun).count();
  std::ifstream file(folder.path() / "out" / "run.json");
  const auto record = nlohmann::json::parse(file);
  return {record.at("cases"), record.at("duration_s"), wallS, result.cpuS};
}

}  // namespace swapcheck
