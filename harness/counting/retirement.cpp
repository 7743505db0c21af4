#include "harness/counting/retirement.h"

#include "harness/counting/case_stream.h"
#include "strategies/error.h"

namespace swapcheck {

std::optional<RetirementCause> Retirement::add(uint64_t number, size_t strategy, std::optional<DeathKind> death) {
  const auto window = retirementWindowOf(number);
  if (!window) return std::nullopt;
  if (static_cast<int64_t>(*window) != window_) {
    window_ = static_cast<int64_t>(*window);
    for (WindowCounts& counts : counts_) counts.judged = counts.deaths = 0;
  }
  auto& [judged, deaths, judgedInAll, costlyInAll] = counts_[strategy];
  ++judged;
  ++judgedInAll;
  deaths += death.has_value();
  costlyInAll += death == DeathKind::Hung || death == DeathKind::OutOfMemory;
  const bool diesOnMost = deaths >= kMostDeathsOfStrategy && 2 * deaths > judged;
  const bool doesNothingElse = costlyInAll == judgedInAll && costlyInAll >= kMostCostlyDeathsAlone;
  if (!diesOnMost && !doesNothingElse && costlyInAll < kMostDeathsOfStrategy) return std::nullopt;
  retired_.insert(strategy);
  return diesOnMost ? RetirementCause{deaths, judged} : RetirementCause{costlyInAll, judgedInAll};
}

void Retirement::restore(int64_t window, std::vector<WindowCounts> counts, std::set<size_t> retired) {
  if (counts.size() != counts_.size()) throw InputError("deaths of other strategies");
  window_ = window;
  counts_ = std::move(counts);
  retired_ = std::move(retired);
}

}  // namespace swapcheck
