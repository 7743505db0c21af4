#include "harness/counting/retirement.h"

#include <algorithm>

#include "harness/counting/case_stream.h"
#include "strategies/error.h"

namespace swapcheck {

bool Retirement::add(uint64_t number, size_t strategy, bool died) {
  const auto window = retirementWindowOf(number);
  if (!window) return false;
  if (static_cast<int64_t>(*window) != window_) {
    window_ = static_cast<int64_t>(*window);
    std::fill(counts_.begin(), counts_.end(), WindowCounts());
  }
  auto& [judged, deaths] = counts_[strategy];
  ++judged;
  deaths += died;
  if (deaths < kMostDeathsOfStrategy || 2 * deaths <= judged) return false;
  retired_.insert(strategy);
  return true;
}

void Retirement::restore(int64_t window, std::vector<WindowCounts> counts, std::set<size_t> retired) {
  if (counts.size() != counts_.size()) throw InputError("deaths of other strategies");
  window_ = window;
  counts_ = std::move(counts);
  retired_ = std::move(retired);
}

}  // namespace swapcheck
