#include "harness/processes/busy_watch.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "harness/processes/remaining_text.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

/// Deeper descendants are not looked at.
constexpr int kDeepestLook = 8;

std::string contentOf(const fs::path& file) {
  std::ifstream in(file);
  return remainingText(in);
}

/// Fields 14 to 17: user and system time of the process, and of its children that have ended, in clock ticks.
int64_t statNs(const fs::path& process) {
  const std::string text = contentOf(process / "stat");
  std::istringstream fields(text.substr(std::min(text.size(), text.rfind(')') + 1)));  // a name may have blanks
  constexpr int kFieldsBetween = 11;
  std::string skipped;
  for (int k = 0; k < kFieldsBetween; ++k) fields >> skipped;
  int64_t ticks = 0;
  for (int64_t time = 0, k = 0; k < 4 && fields >> time; ++k) ticks += time;
  return ticks * (1'000'000'000 / sysconf(_SC_CLK_TCK));
}

/// Time that a thread has waited for a processor.
int64_t waitedNs(const fs::path& thread) {
  std::istringstream fields(contentOf(thread / "schedstat"));
  int64_t ran = 0, waited = 0;
  return fields >> ran >> waited ? waited : 0;
}

int64_t processorNs(pid_t pid, int depth) {
  const fs::path process = fmt::format("/proc/{}", pid);
  int64_t used = statNs(process);
  std::error_code error;
  for (fs::directory_iterator threads(process / "task", error), end; !error && threads != end;
       threads.increment(error)) {
    used += waitedNs(threads->path());
    std::istringstream children(contentOf(threads->path() / "children"));
    for (pid_t child = 0; depth > 0 && children >> child;) used += processorNs(child, depth - 1);
  }
  return used;
}

}  // namespace

int64_t processorNs(pid_t pid) { return processorNs(pid, kDeepestLook); }

void BusyWatch::attend(int64_t sinceNs, int64_t nowNs) {
  lastBusyNs_ = std::max(lastBusyNs_, sinceNs);
  if (nowNs - sinceNs < intervalNs_ || nowNs < nextLookNs_) return;
  const int64_t used = processorNs(pid_);
  const auto passed = static_cast<double>(nowNs - lookedNs_);
  const bool hasLookedBefore = lookedNs_ >= sinceNs;
  const bool isBusy = used < usedNs_ ||  // a thread or a process of it has ended
                      static_cast<double>(used - usedNs_) > kIdleShare * passed;
  if (hasLookedBefore && isBusy) lastBusyNs_ = nowNs;
  lookedNs_ = nowNs;
  usedNs_ = used;
  nextLookNs_ = nowNs + intervalNs_;
}

}  // namespace swapcheck
