// How the ratios are printed.
#include <fmt/format.h>

#include "ratios.h"

namespace swapcheck {
namespace {

std::string spreadText(const Spread& spread) {
  return fmt::format("{:.3f} ({:.3f}-{:.3f})", spread.median, spread.min, spread.max);
}

std::string ratioRow(const std::string& name, const std::vector<Round>& rounds, const Comparison& comparison) {
  return fmt::format(
      "{:<28} {:>21} {:>21} {:>21}  >= {:.2f} {}\n", name, spreadText(ratioOf(rounds, comparison, &FuzzRun::campaignS)),
      spreadText(ratioOf(rounds, comparison, &FuzzRun::wallS)), spreadText(ratioOf(rounds, comparison, &FuzzRun::cpuS)),
      comparison.bar, reachesBar(rounds, comparison) ? "reached" : "MISSED");
}

std::string jobsText(int jobs) { return jobs == 0 ? "one process" : fmt::format("--jobs {}", jobs); }

std::string comparisonTable(const std::vector<SetRounds>& measured, const Comparison& comparison) {
  const std::string head =
      fmt::format("{}: {} / {}", comparison.name, jobsText(comparison.jobs), jobsText(comparison.againstJobs));
  std::string text = fmt::format("\n{}\n{:<28} {:>21} {:>21} {:>21}  bar of the campaign's\n", head,
                                 "cases per second of", "the campaign", "the wall clock", "the processors");
  std::vector<std::vector<Round>> sets;
  for (const auto& [set, rounds] : measured) {
    text += ratioRow(set.name, rounds, comparison);
    sets.push_back(rounds);
  }
  return text + ratioRow("together", together(sets), comparison);
}

/// The median of cases per second.
double rateOf(const std::vector<Round>& rounds, size_t jobs) {
  std::vector<double> rates;
  for (const Round& round : rounds) rates.push_back(static_cast<double>(round[jobs].cases) / round[jobs].campaignS);
  return spreadOf(std::move(rates)).median;
}

}  // namespace

std::string ratioTable(const std::vector<SetRounds>& measured) {
  std::string text = fmt::format("{:<28} {:>10} {:>14} {:>14} {:>14}\n", "cases per second, medians", "cases",
                                 "one process", "--jobs 1", "--jobs 2");
  for (const auto& [set, rounds] : measured)
    text += fmt::format("{:<28} {:>10} {:>14.0f} {:>14.0f} {:>14.0f}\n", set.name, rounds.front()[0].cases,
                        rateOf(rounds, 0), rateOf(rounds, 1), rateOf(rounds, 2));
  for (const Comparison& comparison : kComparisons) text += comparisonTable(measured, comparison);
  return text;
}

}  // namespace swapcheck
