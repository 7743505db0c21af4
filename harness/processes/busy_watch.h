// Whether a process works or hangs.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace swapcheck {

/// Tells for how long a process has been idle: it and its descendants neither used a processor nor waited for one. On a
/// loaded machine a busy process waits for its turn: that is not idle.
class BusyWatch {
 public:
  /// Looks every `intervalNs`: less than `kIdleShare` of a processor in between is idle.
  BusyWatch(pid_t pid, int64_t intervalNs) : pid_(pid), intervalNs_(intervalNs) {}

  /// Looks if it is time to. The process has been at its present work since `sinceNs` on the steady clock.
  void attend(int64_t sinceNs, int64_t nowNs);

  /// When the process was last seen busy, or its present work began if it was not busy since, on the steady clock.
  int64_t lastBusyNs() const { return lastBusyNs_; }

  /// What waits and only wakes up to look again uses less, on a loaded machine too; what is busy, all of one.
  static constexpr double kIdleShare = 0.1;

 private:
  pid_t pid_;
  int64_t intervalNs_;
  int64_t nextLookNs_ = 0;
  /// At the last look.
  int64_t lookedNs_ = 0;
  int64_t usedNs_ = 0;
  int64_t lastBusyNs_ = 0;
};

/// Nanoseconds that the threads of a process and of its descendants have run on a processor or waited for one
/// (proc_pid_stat(5), and /proc/PID/task/TID/schedstat where the kernel has it). Grows while any of them is busy, but
/// may fall when one ends.
int64_t processorNs(pid_t pid);

}  // namespace swapcheck
