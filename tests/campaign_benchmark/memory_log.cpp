#include "memory_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/record/text.h"
#include "spread.h"

namespace swapcheck {
namespace {

double mebibytes(int64_t kib) { return static_cast<double>(kib) / 1024; }

/// The median private memory of a process while the cases done were within a range.
std::optional<int64_t> medianWithin(const std::vector<MemorySample>& samples, size_t process, double from, double to) {
  std::vector<double> numbers;
  for (const MemorySample& sample : samples) {
    const auto cases = static_cast<double>(sample.cases);
    if (cases < from || cases > to || !sample.processes.at(process)) continue;
    numbers.push_back(static_cast<double>(sample.processes[process]->privateKib));
  }
  if (numbers.empty()) return std::nullopt;
  return std::llround(spreadOf(std::move(numbers)).median);
}

size_t processesIn(const std::vector<MemorySample>& samples) {
  return samples.empty() ? 0 : samples.front().processes.size();
}

std::string growthLine(size_t process, const std::optional<Growth>& growth) {
  if (!growth) return fmt::format("{}: too few samples\n", processName(process));
  const double grown = mebibytes(growth->lastKib - growth->firstKib);
  return fmt::format(
      "{}: {}: {:.1f} MiB of its own after warming up, {:.1f} MiB in the end ({:+.1f} MiB, {:.1f} bytes for each "
      "case)\n",
      processName(process), growth->isFlat() ? "flat" : "GROWS", mebibytes(growth->firstKib),
      mebibytes(growth->lastKib), grown,
      growth->cases > 0 ? grown * 1024 * 1024 / static_cast<double>(growth->cases) : 0);
}

std::string rowText(const MemorySample& sample) {
  std::string row = fmt::format("{:>12}", thousands(sample.cases));
  for (const auto& memory : sample.processes)
    row += memory ? fmt::format("  {:>8.1f} {:>8.1f} {:>8.1f}", mebibytes(memory->privateKib),
                                mebibytes(memory->pssKib), mebibytes(memory->rssKib))
                  : fmt::format("  {:>8} {:>8} {:>8}", "-", "-", "-");
  return row + "\n";
}

}  // namespace

std::optional<Growth> growthOf(const std::vector<MemorySample>& samples, size_t process, int64_t cases,
                               const GrowthWindows& windows) {
  const auto all = static_cast<double>(cases);
  const auto first = medianWithin(samples, process, windows.warmUp * all, (windows.warmUp + windows.window) * all);
  const auto last = medianWithin(samples, process, (1 - windows.window) * all, all);
  if (!first || !last) return std::nullopt;
  const double between = (1 - windows.window - windows.warmUp) * all;
  const size_t workers = processesIn(samples) - 1;
  return Growth{*first, *last, std::llround(process == 0 ? between : between / static_cast<double>(workers))};
}

bool isFlat(const std::vector<MemorySample>& samples, int64_t cases) {
  for (size_t process = 0; process < processesIn(samples); ++process) {
    const auto growth = growthOf(samples, process, cases);
    if (!growth || !growth->isFlat()) return false;
  }
  return !samples.empty();
}

std::string processName(size_t process) { return process == 0 ? "supervisor" : "worker " + std::to_string(process); }

std::string memoryTable(const std::vector<MemorySample>& samples, size_t rows) {
  std::string text = fmt::format("{:>12}", "MiB");
  for (size_t process = 0; process < processesIn(samples); ++process)
    text += fmt::format("  {:^26}", processName(process));
  text += fmt::format("\n{:>12}", "cases");
  for (size_t process = 0; process < processesIn(samples); ++process)
    text += fmt::format("  {:>8} {:>8} {:>8}", "private", "PSS", "RSS");
  text += "\n";
  const size_t shown = std::min(rows, samples.size());
  for (size_t row = 0; row < shown; ++row)
    text += rowText(samples[shown == 1 ? 0 : row * (samples.size() - 1) / (shown - 1)]);
  return text;
}

std::string growthText(const std::vector<MemorySample>& samples, int64_t cases) {
  std::string text;
  for (size_t process = 0; process < processesIn(samples); ++process)
    text += growthLine(process, growthOf(samples, process, cases));
  return text;
}

}  // namespace swapcheck
