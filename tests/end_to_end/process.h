// Runs a program to its end and keeps what it wrote.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace swapcheck {

/// A signal for the program, sent once its output holds a text.
struct SignalWhen {
  int signal = 0;
  std::string text;
};

/// SIGKILL, after so many seconds, for the program or for one of its child processes, if it has not ended by then.
struct KillAfter {
  double seconds = 0;
  bool child = false;
};

struct ProcessOptions {
  /// The program's working folder.
  std::filesystem::path folder;
  /// Set in addition to this process's environment.
  std::vector<std::pair<std::string, std::string>> environment = {};
  std::optional<SignalWhen> signalWhen = std::nullopt;
  std::optional<KillAfter> killAfter = std::nullopt;
};

struct ProcessResult {
  /// As a shell counts: the exit code, or 128 + n for a program that signal n has killed.
  int exitCode = 0;
  std::string out;
  std::string err;
};

/// Runs a program with those arguments. Throws std::runtime_error when it cannot be started, when it is not done after
/// two minutes (it is killed then), and when it ends before the signal was sent.
ProcessResult runProcess(const std::string& program, const std::vector<std::string>& arguments,
                         const ProcessOptions& options);

}  // namespace swapcheck
