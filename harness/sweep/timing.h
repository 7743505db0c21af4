// Runs planned tracks through Google Benchmark's registry.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "harness/sweep/costs.h"
#include "harness/sweep/reporter.h"

namespace swapcheck {

/// What is timed, and who is told.
struct SweepTiming {
  const std::vector<SweepTrack>& tracks;
  const SweepExtent& extent;
  /// Data of each size of the extent.
  const std::map<int64_t, SweepData>& data;
  /// More than one: timed by the wall clock, else by the thread's own clock, which other processes disturb less.
  int threads = 1;
  /// Asked before each repetition.
  std::function<bool()> mustStop;
  /// Told whose code runs before each repetition.
  BeforeStrategy before;
  /// Told the benchmark's name after each repetition.
  std::function<void(const std::string&)> finished;
};

/// Times every track at every size, repetitions in random order, and leaves the registry empty. An exception of a
/// swap becomes that benchmark's error; one of the callbacks is passed on.
void timeTracks(const SweepTiming& timing, SweepReporter& reporter);

}  // namespace swapcheck
