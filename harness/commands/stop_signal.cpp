#include "harness/commands/stop_signal.h"

#include <time.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <initializer_list>

namespace swapcheck {
namespace {

/// Who sends a signal to a process and to its group, as GNU timeout does, sends it twice at nearly the same time.
constexpr int64_t kSameSignalNs = 1'000'000'000;

std::atomic<int> noted = 0;
std::atomic<int64_t> notedAtNs = 0;
static_assert(std::atomic<int64_t>::is_always_lock_free, "a signal handler may use nothing else");

int64_t nowNs() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// Notes the signal; a later one ends the process, once this handler has returned and it is no longer blocked.
void note(int signal) {
  if (noted != 0 && nowNs() - notedAtNs > kSameSignalNs) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  if (noted == 0) notedAtNs = nowNs();
  noted = signal;
}

}  // namespace

void noteStopSignals() {
  struct sigaction action = {};
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before = {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
}

int notedStopSignal() { return noted; }

}  // namespace swapcheck
