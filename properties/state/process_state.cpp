#include "properties/state/process_state.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

namespace swapcheck {
namespace {

/// The C library takes those from 32 to `SIGRTMIN` for itself.
constexpr int kLastSignal = 31;

bool canBeHandled(int signal) { return signal != SIGKILL && signal != SIGSTOP; }

/// What the C library adds to the flags of every handler that is set through it; no header names it.
constexpr int kRestorer = 0x04000000;

bool isSame(const struct sigaction& a, const struct sigaction& b) {
  return a.sa_sigaction == b.sa_sigaction && ((a.sa_flags ^ b.sa_flags) & ~kRestorer) == 0;
}

bool isSame(const sigset_t& a, const sigset_t& b) {
  for (int signal = 1; signal <= kLastSignal; ++signal)
    if (sigismember(&a, signal) != sigismember(&b, signal)) return false;
  return true;
}

mode_t currentUmask() {
  const mode_t current = umask(0);
  umask(current);
  return current;
}

std::string currentFolder() {
  char name[4096];
  return getcwd(name, sizeof name) ? name : "";
}

std::vector<std::string> currentEnvironment() {
  std::vector<std::string> variables;
  for (char** variable = environ; variable && *variable; ++variable) variables.emplace_back(*variable);
  return variables;
}

bool isEnvironment(const std::vector<std::string>& variables) {
  size_t k = 0;
  for (char** variable = environ; variable && *variable; ++variable, ++k)
    if (k == variables.size() || variables[k] != *variable) return false;
  return k == variables.size();
}

std::vector<int> openDescriptors() {
  std::vector<int> open;
  DIR* folder = opendir("/proc/self/fd");
  if (!folder) return open;
  while (const dirent* entry = readdir(folder)) {
    const int descriptor = std::atoi(entry->d_name);
    if (entry->d_name[0] != '.' && descriptor != dirfd(folder)) open.push_back(descriptor);
  }
  closedir(folder);
  std::sort(open.begin(), open.end());
  return open;
}

/// Cheaper than to list them: whether the lowest number that is free is another, which a new descriptor takes, or one
/// of them is closed.
bool haveDescriptorsChanged(const std::vector<int>& before) {
  const int lowest = fcntl(0, F_DUPFD_CLOEXEC, 0);
  if (lowest < 0) return true;
  close(lowest);
  int expected = 0;
  for (const int descriptor : before) expected += descriptor == expected;
  if (lowest != expected) return true;
  return std::any_of(before.begin(), before.end(), [](int descriptor) { return fcntl(descriptor, F_GETFD) < 0; });
}

/// Child processes, running or not yet waited for.
size_t countChildren() {
  siginfo_t child = {};
  if (waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) != 0) return 0;  // much cheaper than to count them
  size_t count = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator thread("/proc/self/task", error), end; !error && thread != end;
       thread.increment(error)) {
    std::ifstream children(thread->path() / "children");
    for (pid_t process = 0; children >> process;) ++count;
  }
  return std::max<size_t>(count, 1);
}

std::string signalName(int signal) {
  const char* name = sigabbrev_np(signal);
  return name ? std::string("SIG") + name : std::to_string(signal);
}

}  // namespace

ProcessState::ProcessState()
    : handlers_(kLastSignal + 1),
      terminate_(std::get_terminate()),
      cLocale_(std::setlocale(LC_ALL, nullptr)),
      folder_(currentFolder()),
      umask_(currentUmask()),
      environment_(currentEnvironment()),
      descriptors_(openDescriptors()),
      children_(countChildren()) {
  for (int signal = 1; signal <= kLastSignal; ++signal)
    sigaction(signal, nullptr, &handlers_[static_cast<size_t>(signal)]);
  pthread_sigmask(SIG_SETMASK, nullptr, &mask_);
}

std::optional<LeftBehind> ProcessState::restore() const {
  std::optional<LeftBehind> first;
  using Restore = std::optional<LeftBehind> (ProcessState::*)() const;
  for (Restore putBack : {&ProcessState::restoreSignals, &ProcessState::restoreTimers, &ProcessState::restoreLocale,
                          &ProcessState::restoreFolder, &ProcessState::restoreUmask, &ProcessState::restoreEnvironment,
                          &ProcessState::noteDescriptors, &ProcessState::noteChildren}) {
    auto left = (this->*putBack)();
    if (!first) first = std::move(left);
  }
  return first;
}

std::optional<LeftBehind> ProcessState::restoreSignals() const {
  std::optional<LeftBehind> left;
  for (int signal = 1; signal <= kLastSignal; ++signal) {
    if (!canBeHandled(signal)) continue;
    const struct sigaction& before = handlers_[static_cast<size_t>(signal)];
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    if (isSame(now, before)) continue;
    left = LeftBehind{"signals", "another handler of " + signalName(signal)};
    sigaction(signal, &before, nullptr);
  }
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  if (!isSame(mask, mask_)) {
    left = LeftBehind{"signals", "another mask of blocked signals"};
    pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
  }
  if (std::get_terminate() != terminate_) {
    left = LeftBehind{"signals", "another std::terminate handler"};
    std::set_terminate(terminate_);
  }
  return left;
}

std::optional<LeftBehind> ProcessState::restoreTimers() const {
  std::optional<LeftBehind> left;
  for (const auto& [timer, name] :
       {std::pair(ITIMER_REAL, "SIGALRM"), {ITIMER_VIRTUAL, "SIGVTALRM"}, {ITIMER_PROF, "SIGPROF"}}) {
    itimerval running = {};
    getitimer(timer, &running);
    if (running.it_value.tv_sec == 0 && running.it_value.tv_usec == 0) continue;
    left = LeftBehind{"timer", fmt::format("a timer that is running and will send {}", name)};
    const itimerval off = {};
    setitimer(timer, &off, nullptr);
  }
  return left;
}

std::optional<LeftBehind> ProcessState::restoreLocale() const {
  const std::string now = std::setlocale(LC_ALL, nullptr);
  const bool isSame = now == cLocale_ && std::locale() == locale_;
  if (isSame) return std::nullopt;
  std::locale::global(locale_);
  std::setlocale(LC_ALL, cLocale_.c_str());
  return LeftBehind{"locale", fmt::format("the locale {} (before: {})", now, cLocale_)};
}

std::optional<LeftBehind> ProcessState::restoreFolder() const {
  const std::string now = currentFolder();
  if (now == folder_ || chdir(folder_.c_str()) != 0) return std::nullopt;
  return LeftBehind{"working-folder", fmt::format("the working folder {} (before: {})", now, folder_)};
}

std::optional<LeftBehind> ProcessState::restoreUmask() const {
  const mode_t now = umask(umask_);
  if (now == umask_) return std::nullopt;
  return LeftBehind{"umask", fmt::format("the umask {:04o} (before: {:04o})", now, umask_)};
}

std::optional<LeftBehind> ProcessState::restoreEnvironment() const {
  if (isEnvironment(environment_)) return std::nullopt;
  const std::vector<std::string> now = currentEnvironment();
  std::string changed = "its order";
  for (const auto& [some, others] : {std::pair(&now, &environment_), {&environment_, &now}})
    for (const std::string& variable : *some)
      if (std::find(others->begin(), others->end(), variable) == others->end())
        changed = variable.substr(0, variable.find('='));
  clearenv();
  for (const std::string& variable : environment_)
    if (const size_t equals = variable.find('='); equals != std::string::npos)
      setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
  return LeftBehind{"environment", "other environment variables: " + changed};
}

/// Whoever opened a descriptor may still need it: it stays, and counts as there from now on.
std::optional<LeftBehind> ProcessState::noteDescriptors() const {
  if (!haveDescriptorsChanged(descriptors_)) return std::nullopt;
  const std::vector<int> before = std::exchange(descriptors_, openDescriptors());
  const auto opened = std::count_if(descriptors_.begin(), descriptors_.end(), [&](int descriptor) {
    return !std::binary_search(before.begin(), before.end(), descriptor);
  });
  if (opened > 0) return LeftBehind{"descriptors", fmt::format("{} open descriptors more", opened)};
  const bool isFewer = descriptors_.size() < before.size();
  return isFewer ? std::optional(LeftBehind{"descriptors", "fewer open descriptors"}) : std::nullopt;
}

std::optional<LeftBehind> ProcessState::noteChildren() const {
  const size_t before = std::exchange(children_, countChildren());
  if (children_ <= before) return std::nullopt;
  return LeftBehind{"processes", fmt::format("child processes: {} (before: {})", children_, before)};
}

}  // namespace swapcheck
