#include "harness/campaign/delayed_death.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace swapcheck {
namespace {

/// Only this many of the latest cases are suspected.
constexpr size_t kMostSuspects = 512;

}  // namespace

void JudgedCases::add(uint64_t number, uint64_t slot) {
  cases_.push_back({number, slot, 0});
  if (cases_.size() > kMostSuspects) cases_.pop_front();
}

std::deque<std::vector<Position>> JudgedCases::byStrategy() const {
  std::deque<std::vector<Position>> groups;
  for (const Position& judged : cases_ | std::views::reverse) {
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& other) { return other.front().slot == judged.slot; });
    if (group == groups.end())
      groups.push_back({judged});
    else
      group->insert(group->begin(), judged);
  }
  return groups;
}

bool JudgedCases::holds(uint64_t slot) const {
  return std::any_of(cases_.begin(), cases_.end(), [slot](const Position& judged) { return judged.slot == slot; });
}

void addUnexplained(const DelayedDeath& delayed, SearchEnd end, const std::vector<JudgingSlot>& slots, Tally& tally) {
  const char* why = end == SearchEnd::InVain ? "neither this case nor what was judged before it does that again"
                                             : "the search for what did it was not ended";
  const Note note{"died-once", fmt::format("{}; {}: nobody is blamed", textOf(delayed.death), why)};
  tally.addNote(slots.at(delayed.victim.slot).strategy, note, delayed.victim.number);
}

}  // namespace swapcheck
