// Processes that may crash, hang or run out of memory, and their results.
#pragma once

#include <functional>
#include <optional>

#include "harness/counting/death.h"
#include "harness/processes/busy_watch.h"
#include "harness/processes/channel.h"
#include "harness/processes/child_process.h"

namespace swapcheck {

/// Limits for one process.
struct ProcessLimits {
  /// Seconds for all properties of one strategy on one case: what does nothing for so long hangs. What is busy gets
  /// `kBusyFactor` times as long, but where another process will look again.
  double caseTimeoutS = 10;
  /// Private writable memory.
  int64_t memoryBytes = int64_t{2} << 30;
};

/// How long a busy process gets.
enum class Patience {
  /// The limit: another process looks again.
  Short,
  /// `kBusyFactor` times the limit.
  Long,
};

/// How a campaign uses processes.
struct IsolationOptions {
  /// Worker processes, at least 1.
  int64_t jobs = 1;
  ProcessLimits limits = {};
};

/// A process that is killed from outside is tried this many times in all.
inline constexpr int kMostOutsiders = 3;

/// A process under limits.
class IsolatedProcess {
 public:
  /// Forks; `work` runs there and is given the channel.
  explicit IsolatedProcess(const ProcessLimits& limits, const std::function<void(Channel&)>& work,
                           Patience patience = Patience::Long);

  Channel& channel() { return channel_; }
  ChildProcess& process() { return *process_; }

  /// Reads its output, and kills it when it exceeds a limit.
  void attend();

  /// The next message, if there is one. A process that has overwritten what it shares with this one is killed, and
  /// says nothing more.
  std::optional<std::string> receive();

  /// How it died, once it has ended; nothing when it exited normally with no work left.
  std::optional<Death> death();

 private:
  bool takesTooMuchMemory();
  std::optional<Hung> timedOut();

  ProcessLimits limits_;
  Patience patience_;
  int64_t nextMemoryLookNs_ = 0;
  Channel channel_;
  std::unique_ptr<ChildProcess> process_;
  BusyWatch watch_;
  /// The limit that it exceeded.
  std::optional<Death> killedFor_;
};

/// The result of a function that ran in a process of its own.
struct IsolatedResult {
  /// What it returned; nothing when the process died.
  std::optional<std::string> text = std::nullopt;
  /// How the process died; nothing when it exited normally.
  std::optional<Death> death = std::nullopt;
  /// The position that the process had reported when it died.
  std::optional<Position> position = std::nullopt;
};

/// A function that runs in a process of its own, concurrently with this one.
class IsolatedCall {
 public:
  /// Forks. The function may report its position on the channel; the time limit starts with the function and again at
  /// each `beginWork`.
  IsolatedCall(const ProcessLimits& limits, const std::function<std::string(Channel&)>& work);

  /// Whether the process has ended; also enforces the limits, so call it regularly.
  bool isDone();

  /// Waits until the process has ended.
  void wait();

  /// The result, once the process has ended.
  IsolatedResult result();

 private:
  IsolatedProcess process_;
  /// What has arrived of the answer.
  std::optional<std::string> text_;
};

/// Runs a function in a process of its own and waits for it: the result has a text or a death. Throws HarnessError when
/// the process exited normally without an answer.
IsolatedResult runIsolated(const ProcessLimits& limits, const std::function<std::string(Channel&)>& work);

}  // namespace swapcheck
