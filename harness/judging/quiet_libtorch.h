// Keeps LibTorch's warnings off stderr, and backtraces out of its errors.
#pragma once

#include <memory>

namespace swapcheck {

/// As long as it lives, what LibTorch warns of on this thread goes nowhere: it speaks of operators that a case is made
/// with ("ComplexHalf support is experimental"), and stderr is for progress and complaints.
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

/// LibTorch's errors, of any thread, have no backtraces from now on: finding their symbols takes longer than judging
/// the case that should be refused.
void dropBacktraces();

}  // namespace swapcheck
