// Keeps LibTorch's warnings off stderr, and backtraces out of its errors.
#pragma once

#include <memory>

namespace swapcheck {

/// While it lives, LibTorch's warnings on this thread are dropped: they are about operators that build the cases
/// ("ComplexHalf support is experimental"), and stderr is for progress and errors.
class QuietWarnings {
 public:
  QuietWarnings();
  ~QuietWarnings();
  QuietWarnings(const QuietWarnings&) = delete;
  QuietWarnings& operator=(const QuietWarnings&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// From now on LibTorch's errors, on any thread, have no backtraces: resolving symbols takes longer than judging the
/// case that should be refused.
void dropBacktraces();

}  // namespace swapcheck
