// Compares the times of runs that judge the same cases with different numbers of processes.
#pragma once

#include <array>
#include <string>

#include "fuzz_run.h"
#include "spread.h"

namespace swapcheck {

/// By --jobs: in one process, with one worker, with two.
inline constexpr int kMostJobs = 2;
using Round = std::array<FuzzRun, kMostJobs + 1>;

/// What is compared: throughput with so many jobs against throughput with others.
struct Comparison {
  std::string name;
  int jobs;
  int againstJobs;
  /// What the ratio of the campaigns' throughputs has to reach.
  double bar;
};

inline const std::array<Comparison, 2> kComparisons = {{{"isolation", 1, 0, 0.95}, {"scaling", 2, 1, 1.9}}};

/// Which of a run's times.
using Measure = double FuzzRun::*;

/// The ratio of throughputs in one round.
double ratioOf(const Round& round, const Comparison& comparison, Measure measure);

/// Over all rounds; there must be one.
Spread ratioOf(const std::vector<Round>& rounds, const Comparison& comparison, Measure measure);

/// What the same rounds of several sets give as if each were one long run. All must have as many rounds.
std::vector<Round> together(const std::vector<std::vector<Round>>& sets);

/// Whether the median of the campaigns' ratios does.
bool reachesBar(const std::vector<Round>& rounds, const Comparison& comparison);

}  // namespace swapcheck
