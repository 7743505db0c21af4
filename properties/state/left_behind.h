// What a call has left changed behind it, beside its results.
#pragma once

#include <mutex>
#include <optional>
#include <string>

namespace swapcheck {

/// One thing that is not as it was.
struct LeftBehind {
  /// A short id, stable from run to run ("grad-mode").
  std::string check;
  /// "grad mode off (before: on)".
  std::string what;
};

/// Keeps the first thing that the calls of one case left behind. Calls may end on several threads at once.
class LeftBehindLog {
 public:
  void add(std::optional<LeftBehind> left) {
    const std::lock_guard lock(mutex_);
    if (left && !first_) first_ = std::move(left);
  }

  std::optional<LeftBehind> first() const {
    const std::lock_guard lock(mutex_);
    return first_;
  }

 private:
  mutable std::mutex mutex_;
  std::optional<LeftBehind> first_;
};

}  // namespace swapcheck
