// Runs a program to its end and keeps what it wrote.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace swapcheck {

/// A signal for the program, sent once its output holds a text, and sent again 5 ms after that if `twice`.
struct SignalWhen {
  int signal = 0;
  std::string text;
  bool twice = false;
};

/// SIGKILL, after so many seconds, for the program or for one of its child processes, if it has not ended by then.
struct KillAfter {
  double seconds = 0;
  bool child = false;
};

/// What no run of a test takes, even on a machine that does other things too; sanitizers make it several times slower.
#ifdef __SANITIZE_ADDRESS__
inline constexpr std::chrono::seconds kLongestRun{1800};
#else
inline constexpr std::chrono::seconds kLongestRun{300};
#endif

struct ProcessOptions {
  /// The program's working folder.
  std::filesystem::path folder;
  /// Set in addition to this process's environment.
  std::vector<std::pair<std::string, std::string>> environment = {};
  std::optional<SignalWhen> signalWhen = std::nullopt;
  std::optional<KillAfter> killAfter = std::nullopt;
  /// It is killed when it takes longer.
  std::chrono::seconds longest = kLongestRun;
  /// Its standard error is a terminal of its own, so that it draws its progress as it does for people.
  bool errIsTerminal = false;
  /// Hears of what it writes to standard error as it does; must not throw.
  std::function<void(pid_t, std::string_view)> onErr = {};
};

struct ProcessResult {
  /// As a shell counts: the exit code, or 128 + n for a program that signal n has killed.
  int exitCode = 0;
  std::string out;
  std::string err;
  /// Processor seconds, user's and system's, of the program and all processes that it has waited for.
  double cpuS = 0;
};

/// Runs a program with those arguments. Throws std::runtime_error when it cannot be started, when it is not done in
/// time (it is killed then), and when it ends before the signal was sent.
ProcessResult runProcess(const std::string& program, const std::vector<std::string>& arguments,
                         const ProcessOptions& options);

}  // namespace swapcheck
