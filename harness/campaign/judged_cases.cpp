#include "harness/campaign/judged_cases.h"

#include <algorithm>

namespace swapcheck {
namespace {

/// Cases before these are not suspected.
constexpr size_t kMostSuspects = 512;

}  // namespace

void JudgedCases::add(uint64_t number, size_t seat) {
  cases_.push_back({number, seat, 0});
  if (cases_.size() > kMostSuspects) cases_.pop_front();
}

std::deque<std::vector<Position>> JudgedCases::byStrategy() const {
  std::deque<std::vector<Position>> groups;
  for (auto judged = cases_.rbegin(); judged != cases_.rend(); ++judged) {
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& other) { return other.front().seat == judged->seat; });
    if (group == groups.end())
      groups.push_back({*judged});
    else
      group->insert(group->begin(), *judged);
  }
  return groups;
}

bool JudgedCases::holds(uint64_t seat) const {
  return std::any_of(cases_.begin(), cases_.end(), [seat](const Position& judged) { return judged.seat == seat; });
}

}  // namespace swapcheck
