#include "harness/processes/orphans.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "harness/processes/remaining_text.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

/// A killed process hands its own children over: so many generations are followed.
constexpr int kMostGenerations = 100;

/// Children that this process had before, by inheritance from whoever it replaced.
std::set<pid_t>& inherited() {
  static std::set<pid_t> children;
  return children;
}

/// Field 4 of /proc/PID/stat; the name before it may hold anything.
pid_t parentOf(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  const std::string text = remainingText(file);
  const size_t name = text.rfind(')');
  int parent = -1;
  if (name != std::string::npos && name + 4 < text.size())
    std::from_chars(text.data() + name + 4, text.data() + text.size(), parent);
  return parent;
}

std::set<pid_t> childrenOfThisProcess() {
  std::set<pid_t> children;
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    pid_t process = 0;
    const auto [stop, fault] = std::from_chars(name.data(), name.data() + name.size(), process);
    if (fault == std::errc() && stop == name.data() + name.size() && parentOf(process) == getpid())
      children.insert(process);
  }
  return children;
}

}  // namespace

void adoptOrphans() {
  inherited() = childrenOfThisProcess();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
}

void endOrphans() {
  for (int generation = 0; generation < kMostGenerations; ++generation) {
    std::set<pid_t> orphans = childrenOfThisProcess();
    std::erase_if(orphans, [](pid_t child) { return inherited().contains(child); });
    if (orphans.empty()) return;
    for (const pid_t orphan : orphans) kill(orphan, SIGKILL);
    for (const pid_t orphan : orphans) waitpid(orphan, nullptr, 0);
  }
}

}  // namespace swapcheck
