#include "ratio.h"

namespace swapcheck {
namespace {

void add(FuzzRun& sum, const FuzzRun& run) {
  sum.cases += run.cases;
  sum.campaignS += run.campaignS;
  sum.wallS += run.wallS;
  sum.cpuS += run.cpuS;
}

double throughputOf(const FuzzRun& run, Measure measure) { return static_cast<double>(run.cases) / run.*measure; }

}  // namespace

double ratioOf(const Round& round, const Comparison& comparison, Measure measure) {
  return throughputOf(round.at(static_cast<size_t>(comparison.jobs)), measure) /
         throughputOf(round.at(static_cast<size_t>(comparison.againstJobs)), measure);
}

Spread ratioOf(const std::vector<Round>& rounds, const Comparison& comparison, Measure measure) {
  std::vector<double> ratios;
  for (const Round& round : rounds) ratios.push_back(ratioOf(round, comparison, measure));
  return spreadOf(std::move(ratios));
}

std::vector<Round> together(const std::vector<std::vector<Round>>& sets) {
  std::vector<Round> sums(sets.front().size());
  for (const std::vector<Round>& rounds : sets)
    for (size_t r = 0; r < sums.size(); ++r)
      for (size_t jobs = 0; jobs < sums[r].size(); ++jobs) add(sums[r][jobs], rounds.at(r)[jobs]);
  return sums;
}

bool reachesBar(const std::vector<Round>& rounds, const Comparison& comparison) {
  return ratioOf(rounds, comparison, &FuzzRun::campaignS).median >= comparison.bar;
}

}  // namespace swapcheck
