// Decides which strategies are judged no more, because they end their process time and again.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace swapcheck {

/// A strategy that has died so often in one window of the stream, and on more than half of its cases there, is judged
/// no more.
inline constexpr int64_t kMostDeathsOfStrategy = 12;

class Probation {
 public:
  explicit Probation(size_t strategies) : judged_(strategies), deaths_(strategies) {}

  /// Notes how a strategy's case ended; to be called in the order of the numbers. True when it is judged no more from
  /// now on.
  bool add(uint64_t number, size_t strategy, bool died);

  /// Whether a strategy, by place, is judged no more.
  bool isOver(size_t strategy) const { return over_.contains(strategy); }

  const std::set<size_t>& over() const { return over_; }

  /// Of the strategy's cases in the present window: how many were judged, and how many ended their process.
  int64_t judged(size_t strategy) const { return judged_[strategy]; }
  int64_t deaths(size_t strategy) const { return deaths_[strategy]; }

  /// Calls `use` with every number that has to be kept to go on later.
  template <typename Self, typename Use>
  static void eachCounter(Self& self, const Use& use) {
    use(self.window_);
    for (auto& count : self.judged_) use(count);
    for (auto& count : self.deaths_) use(count);
  }

  /// Ends a strategy's probation, as was decided earlier.
  void restoreOver(size_t strategy) { over_.insert(strategy); }

 private:
  int64_t window_ = 0;
  std::vector<int64_t> judged_, deaths_;
  std::set<size_t> over_;
};

}  // namespace swapcheck
