#include "harness/stop_signal.h"

#include <csignal>

namespace swapcheck {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int signal) { noted = signal; }

}  // namespace

void noteStopSignals() {
  struct sigaction action = {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

void ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN); }

int notedStopSignal() { return noted; }

}  // namespace swapcheck
