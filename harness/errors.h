// Errors that end a command; `main` turns them into exit codes.
#pragma once

#include <stdexcept>

namespace swapcheck {

/// Exit codes of every command.
enum ExitCode { kAsDocumented = 0, kFinding = 1, kUsage = 2, kCouldNotRun = 3, kSignalBase = 128 };

/// The user asked for something that cannot be: bad option, unreadable file, unknown strategy.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The harness could not do its job: nothing ran, disk full.
struct HarnessError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace swapcheck
