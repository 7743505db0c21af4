// One line that shows the progress of a long command.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <string>

namespace swapcheck {

/// On a terminal, a line that is redrawn in place a few times a second; elsewhere an occasional plain line.
class ProgressLine {
 public:
  ProgressLine(std::ostream& err, bool terminal);
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Shows the text if an update is due.
  void show(const std::function<std::string()>& text);

  /// Takes the line off the terminal, so that something else can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& err_;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point next_;
};

}  // namespace swapcheck
