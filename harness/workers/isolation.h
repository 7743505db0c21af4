// Processes that may crash, hang or eat memory, and what becomes of them.
#pragma once

#include <functional>
#include <optional>

#include "harness/counting/death.h"
#include "harness/workers/channel.h"
#include "harness/workers/child_process.h"

namespace swapcheck {

/// What one process may take.
struct ProcessLimits {
  /// Seconds for all properties of one strategy on one case.
  double caseTimeoutS = 10;
  /// Private writable memory.
  int64_t memoryBytes = int64_t{2} << 30;
};

/// How a campaign uses processes.
struct IsolationOptions {
  /// Worker processes, at least 1.
  int64_t jobs = 1;
  ProcessLimits limits = {};
};

/// So often somebody else may kill the process of a case before the case is blamed.
inline constexpr int kMostOutsiders = 3;

/// A process under limits.
class IsolatedProcess {
 public:
  /// Forks; `work` is handed the channel.
  explicit IsolatedProcess(const ProcessLimits& limits, const std::function<void(Channel&)>& work);

  Channel& channel() { return channel_; }
  ChildProcess& process() { return *process_; }

  /// Reads its output, and kills it where it has reached a limit.
  void attend();

  /// How it died, once it has ended: nothing when it had nothing in hand and ended well.
  std::optional<Death> death();

 private:
  bool takesTooMuchMemory();

  ProcessLimits limits_;
  int64_t nextMemoryLookNs_ = 0;
  Channel channel_;
  std::unique_ptr<ChildProcess> process_;
  /// The limit that it has reached.
  std::optional<Death> killedFor_;
};

/// What became of a function in a process of its own.
struct IsolatedResult {
  /// What it returned; nothing where the process died.
  std::optional<std::string> text = std::nullopt;
  /// How the process died; nothing when it ended well.
  std::optional<Death> death = std::nullopt;
  /// Where the process was when it died, if it said so.
  std::optional<Position> position = std::nullopt;
};

/// A function that runs in a process of its own while this one goes on.
class IsolatedCall {
 public:
  /// Forks. The function is handed the channel, on which it may say where it is; the clock of the limits runs from its
  /// beginning, and anew from each `beginWork`. It returns at most 1 MiB.
  IsolatedCall(const ProcessLimits& limits, const std::function<std::string(Channel&)>& work);

  /// Whether it has come to an end; to be asked now and then.
  bool isDone();

  /// Waits until it has.
  void wait();

  /// What became of it, once it has come to an end.
  IsolatedResult result();

 private:
  IsolatedProcess process_;
};

/// Runs a function in a process of its own and waits for it: there is a text or a death. Throws HarnessError when the
/// process ended well without an answer.
IsolatedResult runIsolated(const ProcessLimits& limits, const std::function<std::string(Channel&)>& work);

}  // namespace swapcheck
