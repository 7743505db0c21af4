#include "harness/processes/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <iostream>

#include "strategies/error.h"
#include "strategies/exception_text.h"

namespace swapcheck {
namespace {

constexpr size_t kMostLastWords = 2048;
constexpr int kMostReads = 16;

/// Where /proc/PID/statm has the pages that are counted (proc(5)): private writable ones. The address sanitizer
/// reserves terabytes of them for its shadow and uses little: there, the resident ones count.
#ifdef __SANITIZE_ADDRESS__
constexpr const char* kPagesInStatm = "%*d %" SCNd64;
#else
constexpr const char* kPagesInStatm = "%*d %*d %*d %*d %*d %" SCNd64;
#endif

ForkHandlers& forkHandlers() {
  static ForkHandlers handlers;
  return handlers;
}

/// The supervisor handles stop signals and ends its children itself.
void ignoreStopSignals() {
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_IGN);
}

/// Removes the crash handlers of libraries, so that a crash is reported by its signal alone: the handler of UCX, which
/// LibTorch may use, prints a backtrace of addresses, and the one of the address sanitizer exits.
void resetCrashHandlers() {
  for (int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) std::signal(signal, SIG_DFL);
}

void disableCoreDumps() {
  const rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

/// Leaves only descriptor 0, which is empty, and 1 and 2, which are `output`.
void replaceDescriptors(int output) {
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  close_range(3, ~0U, 0);
}

[[noreturn]] void runChild(const std::function<void()>& work, int output, pid_t parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  ignoreStopSignals();
  resetCrashHandlers();
  disableCoreDumps();
  replaceDescriptors(output);
  try {
    work();
  } catch (...) {
    std::fprintf(stderr, "%s\n", currentExceptionText().c_str());
    std::fflush(nullptr);
    _exit(ChildProcess::kThrew);
  }
  std::cout.flush();
  std::fflush(nullptr);
  _exit(0);
}

}  // namespace

void setForkHandlers(ForkHandlers handlers) { forkHandlers() = std::move(handlers); }

ChildProcess::ChildProcess(const std::function<void()>& work) {
  std::cout.flush();  // otherwise the child would print it again
  std::fflush(nullptr);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    throw HarnessError(fmt::format("no pipe for a worker process: {}", std::strerror(errno)));
  const pid_t parent = getpid();
  forkHandlers().before();
  pid_ = fork();
  const int error = errno;
  (pid_ == 0 ? forkHandlers().inChild : forkHandlers().inParent)();
  if (pid_ == 0) runChild(work, ends[1], parent);
  close(ends[1]);
  output_ = ends[0];
  if (pid_ < 0) {
    close(output_);
    throw HarnessError(fmt::format("no worker process can be started: {}", std::strerror(error)));
  }
  setpgid(pid_, pid_);  // parent and child both set it, to avoid a race
  fcntl(output_, F_SETFL, O_NONBLOCK);
}

ChildProcess::~ChildProcess() {
  kill();
  if (!end_) waitpid(pid_, nullptr, 0);
  close(output_);
}

void ChildProcess::endIfOutputIsLost() {
  if (fcntl(STDOUT_FILENO, F_GETFD) < 0 && fcntl(STDERR_FILENO, F_GETFD) < 0) _exit(kLostOutput);
}

void ChildProcess::readOutput() {
  char buffer[65536];
  for (int round = 0; round < kMostReads; ++round) {  // bounded, since it may write faster than this reads
    const ssize_t count = read(output_, buffer, sizeof buffer);
    if (count == 0) hasOutput_ = false;
    if (count <= 0) return;
    lastWords_.append(buffer, static_cast<size_t>(count));
    if (lastWords_.size() > kMostLastWords) lastWords_.erase(0, lastWords_.size() - kMostLastWords);
  }
}

std::optional<ProcessEnd> ChildProcess::end() {
  if (end_) return end_;
  int status = 0;
  const pid_t ended = waitpid(pid_, &status, WNOHANG);
  if (ended == pid_) end_ = WIFSIGNALED(status) ? ProcessEnd{WTERMSIG(status), 0} : ProcessEnd{0, WEXITSTATUS(status)};
  if (ended < 0 && errno == ECHILD)
    throw HarnessError(
        "how a worker process ended got lost: something in this process ignores SIGCHLD or waits for it");
  return end_;
}

void ChildProcess::kill() {
  if (end_) return;
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);
}

int64_t ChildProcess::memoryBytes() const {
  const int file = open(fmt::format("/proc/{}/statm", pid_).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char text[256];
  const ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  text[std::max<ssize_t>(count, 0)] = '\0';
  int64_t pages = 0;
  std::sscanf(text, kPagesInStatm, &pages);
  return pages * sysconf(_SC_PAGESIZE);
}

}  // namespace swapcheck
