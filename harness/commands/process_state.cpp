#include "harness/commands/process_state.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "strategies/error.h"

namespace swapcheck {
namespace {

/// What Linux gives by itself, and what LibTorch is built for.
constexpr rlim_t kStackBytes = rlim_t{8} << 20;
/// Pipes of workers, shared libraries, files of a run; strategies may have some of their own.
constexpr rlim_t kOpenFiles = 256;

void prepareSignals() {
  std::signal(SIGCHLD, SIG_DFL);  // ignored, the ends of worker processes would be lost
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// The program reads and changes the files that it makes.
void prepareUmask() {
  const mode_t inherited = umask(0);
  umask(inherited & ~mode_t{S_IRWXU});
}

/// A file that is opened later must not become standard output. A closed one stays unreadable or unwritable, except
/// that what goes to standard error is not missed.
void prepareDescriptors() {
  for (const auto& [descriptor, access] :
       {std::pair(STDIN_FILENO, O_WRONLY), {STDOUT_FILENO, O_RDONLY}, {STDERR_FILENO, O_WRONLY}})
    if (fcntl(descriptor, F_GETFD) < 0) {
      [[maybe_unused]] const int opened = open("/dev/null", access);  // the lowest number that is free: this one
    }
}

void raiseLimit(__rlimit_resource resource, rlim_t least, const std::string& what) {
  rlimit limit = {};
  getrlimit(resource, &limit);
  if (limit.rlim_cur >= least) return;
  if (limit.rlim_max < least)
    throw HarnessError(fmt::format("expected {}, got a hard limit of {}", what, limit.rlim_max));
  limit.rlim_cur = least;
  setrlimit(resource, &limit);
}

void prepareLimits() {
  raiseLimit(RLIMIT_STACK, kStackBytes, fmt::format("a stack of {} bytes (ulimit -s)", kStackBytes));
  raiseLimit(RLIMIT_NOFILE, kOpenFiles, fmt::format("{} open files (ulimit -n)", kOpenFiles));
  pthread_attr_t threads;  // their stack is that of the limit when the process started
  pthread_getattr_default_np(&threads);
  size_t bytes = 0;
  pthread_attr_getstacksize(&threads, &bytes);
  pthread_attr_setstacksize(&threads, std::max<size_t>(bytes, kStackBytes));
  pthread_setattr_default_np(&threads);
  pthread_attr_destroy(&threads);
}

}  // namespace

void prepareProcess() {
  prepareSignals();
  prepareUmask();
  prepareDescriptors();
  prepareLimits();
}

}  // namespace swapcheck
