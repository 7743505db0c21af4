#include "harness/sweep_costs.h"

#include <chrono>

namespace swapcheck {
namespace {

double callSecondsOf(const SweepTrack& track, const SweepData& data) try {
  SweepCall call(track, data);
  call();
  const auto start = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
} catch (...) {
  return 0;
}

}  // namespace

std::vector<bool> backwardOf(std::span<const Strategy* const> strategies, const SweepData& data) {
  std::vector<bool> backward;
  for (const Strategy* strategy : strategies) backward.push_back(hasBackward(*strategy, data));
  return backward;
}

std::vector<double> callSecondsOf(const std::vector<SweepTrack>& tracks, const SweepData& data) {
  std::vector<double> seconds;
  for (const SweepTrack& track : tracks) seconds.push_back(callSecondsOf(track, data));
  return seconds;
}

}  // namespace swapcheck
