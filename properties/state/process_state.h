// The state of a process that calls can leave changed for whoever comes next.
#pragma once

#include <csignal>
#include <exception>
#include <locale>
#include <string>
#include <vector>

#include "properties/state/left_behind.h"

namespace swapcheck {

/// Signal handlers and mask, timers, locale, working folder, umask, environment, open descriptors and child
/// processes, as they are when it is made.
class ProcessState {
 public:
  ProcessState();

  /// Puts back what has changed since, but for descriptors and processes, which hurt nobody. Gives the first of it, or
  /// nothing.
  std::optional<LeftBehind> restore() const;

 private:
  std::optional<LeftBehind> restoreSignals() const;
  std::optional<LeftBehind> restoreTimers() const;
  std::optional<LeftBehind> restoreLocale() const;
  std::optional<LeftBehind> restoreFolder() const;
  std::optional<LeftBehind> restoreUmask() const;
  std::optional<LeftBehind> restoreEnvironment() const;
  std::optional<LeftBehind> noteDescriptors() const;
  std::optional<LeftBehind> noteChildren() const;

  std::vector<struct sigaction> handlers_;
  sigset_t mask_;
  std::terminate_handler terminate_;
  std::string cLocale_;
  std::locale locale_;
  std::string folder_;
  mode_t umask_;
  std::vector<std::string> environment_;
  mutable std::vector<int> descriptors_;
  mutable size_t children_;
};

}  // namespace swapcheck
