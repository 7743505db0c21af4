#include "harness/sweep/costs.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace swapcheck {
namespace {

/// The fastest of this many calls counts: disturbances only make calls slower.
constexpr int kCalls = 3;

double callSecondsOf(const SweepTrack& track, const SweepData& data) try {
  SweepCall call(track, data);
  call();
  double fastest = std::numeric_limits<double>::infinity();
  for (int k = 0; k < kCalls; ++k) {
    const auto start = std::chrono::steady_clock::now();
    call();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    fastest = std::min(fastest, elapsed.count());
  }
  return fastest;
} catch (...) {
  return 0;
}

}  // namespace

std::vector<bool> backwardOf(std::span<const Strategy* const> strategies, const SweepData& data,
                             const BeforeStrategy& before) {
  std::vector<bool> backward;
  for (const Strategy* strategy : strategies) {
    before(*strategy);
    backward.push_back(hasBackward(*strategy, data));
  }
  return backward;
}

std::vector<double> callSecondsOf(const std::vector<SweepTrack>& tracks, const SweepData& data,
                                  const BeforeStrategy& before) {
  std::vector<double> seconds;
  for (const SweepTrack& track : tracks) {
    before(*track.strategy);
    seconds.push_back(callSecondsOf(track, data));
  }
  return seconds;
}

}  // namespace swapcheck
