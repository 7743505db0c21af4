// Processes that may crash, hang or eat memory, and what becomes of them.
#pragma once

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

enum class DeathKind { Crashed, Hung, OutOfMemory };

/// "crashed", "hung" or "out-of-memory": the check that failed, and the outcome of the failure.
std::string_view nameOf(DeathKind kind);

/// The death of that name, if it is one.
std::optional<DeathKind> deathNamed(std::string_view check);

/// Whether a check is one of these.
inline bool isDeath(std::string_view check) { return deathNamed(check).has_value(); }

/// How a process failed that was at something.
struct Death {
  DeathKind kind;
  /// It was killed by SIGKILL, which is not the case's doing as a rule: by a person, or the kernel.
  bool byOutsider = false;
  /// One sentence, with the signal or limit, and what the process printed last.
  std::string message = {};
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
  std::optional<DeathKind> killedFor_;
};

/// Waits until the process has ended, by itself or by its limits.
void waitForEnd(IsolatedProcess& process);

}  // namespace swapcheck
