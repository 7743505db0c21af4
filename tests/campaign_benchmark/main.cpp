// The program `swapcheck_campaign_benchmark`: how fast the real `swapcheck fuzz` is with and without worker processes,
// and what it takes of memory. Exit code: 0 when every bar is reached, 1 when not, 2 on wrong usage, 3 when nothing
// could be measured.
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "command_line.h"
#include "harness/commands/progress.h"
#include "memory_chart.h"
#include "reports/record/text.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr size_t kRows = 20;
constexpr int kDone = 0;
constexpr int kMissed = 1;
constexpr int kWrongUsage = 2;
constexpr int kCouldNotRun = 3;

void write(const std::filesystem::path& file, const std::string& content) {
  if (!file.empty() && !(std::ofstream(file) << content << std::flush))
    throw InputError("cannot be written", {.file = file.string()});
}

int run(const RatiosCommand& command, ProgressLine& progress) {
  const auto measured = measureRatios(command.options, strategySets(command.options.program),
                                      [&](const std::string& what) { progress.show([&] { return what; }); });
  progress.clear();
  std::cout << ratioTable(measured);
  write(command.json, toJson(measured).dump(1) + "\n");
  return reachesBars(measured) ? kDone : kMissed;
}

int run(const MemoryCommand& command, ProgressLine& progress) {
  const int64_t cases = command.options.cases;
  const auto samples = measureMemory(command.options, [&](const MemorySample& sample) {
    progress.show([&] { return fmt::format("{} of {} cases", thousands(sample.cases), thousands(cases)); });
  });
  progress.clear();
  if (samples.empty()) throw HarnessError("the campaign was over before its memory could be looked at");
  std::cout << memoryTable(samples, kRows) << "\n" << growthText(samples, cases);
  write(command.out, memoryChart(samples, cases));
  return isFlat(samples, cases) ? kDone : kMissed;
}

int runBenchmark(const std::vector<std::string>& words) {
  const auto command = parseBenchmark(words, std::cout);
  if (!command) return kDone;
  ProgressLine progress(std::cerr, isatty(STDERR_FILENO) == 1);
  return std::visit([&](const auto& one) { return run(one, progress); }, *command);
}

int complain(const std::exception& error, int exitCode) {
  std::cerr << "swapcheck_campaign_benchmark: " << error.what() << "\n";
  return exitCode;
}

}  // namespace
}  // namespace swapcheck

int main(int argc, char** argv) {
  try {
    return swapcheck::runBenchmark({argv + 1, argv + argc});
  } catch (const swapcheck::InputError& error) {
    return swapcheck::complain(error, swapcheck::kWrongUsage);
  } catch (const std::exception& error) {
    return swapcheck::complain(error, swapcheck::kCouldNotRun);
  }
}
