#include "harness/workers/isolation.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <csignal>
#include <iterator>

#include "reports/record/text.h"

namespace swapcheck {
namespace {

constexpr std::string_view kNames[] = {"crashed", "hung", "out-of-memory"};

constexpr int kPollMs = 10;

/// To look at a process's memory takes 25 us or more: it is not done each time that somebody attends to the process.
constexpr int64_t kMemoryLookNs = 20'000'000;

std::string quotedLastWords(const std::string& words) {
  const size_t end = words.find_last_not_of(" \n");
  return end == std::string::npos ? "" : fmt::format("; it printed \"{}\"", words.substr(0, end + 1));
}

}  // namespace

std::string_view nameOf(DeathKind kind) { return kNames[static_cast<size_t>(kind)]; }

std::optional<DeathKind> deathNamed(std::string_view check) {
  const auto name = std::find(std::begin(kNames), std::end(kNames), check);
  if (name == std::end(kNames)) return std::nullopt;
  return static_cast<DeathKind>(name - std::begin(kNames));
}

IsolatedProcess::IsolatedProcess(const ProcessLimits& limits, const std::function<void(Channel&)>& work)
    : limits_(limits), process_(std::make_unique<ChildProcess>([&] { work(channel_); })) {}

void IsolatedProcess::attend() {
  process_->readOutput();
  if (killedFor_) return;
  if (static_cast<double>(channel_.busyNs()) / 1e9 > limits_.caseTimeoutS)
    killedFor_ = DeathKind::Hung;
  else if (takesTooMuchMemory())
    killedFor_ = DeathKind::OutOfMemory;
  if (killedFor_) process_->kill();
}

bool IsolatedProcess::takesTooMuchMemory() {
  const int64_t now = steadyNs();
  if (now < nextMemoryLookNs_) return false;
  nextMemoryLookNs_ = now + kMemoryLookNs;
  return process_->memoryBytes() > limits_.memoryBytes;
}

std::optional<Death> IsolatedProcess::death() {
  const auto end = process_->end();
  if (!end || (end->isClean() && !channel_.position())) return std::nullopt;
  process_->readOutput();
  const DeathKind kind = killedFor_.value_or(DeathKind::Crashed);
  if (kind == DeathKind::Hung)
    return Death{kind, false, fmt::format("it did not return within {}", durationText(limits_.caseTimeoutS))};
  if (kind == DeathKind::OutOfMemory)
    return Death{kind, false, fmt::format("it took more than {} MiB of memory", limits_.memoryBytes >> 20)};
  if (end->code == ChildProcess::kLostOutput) return Death{kind, false, "it closed the process's file descriptors"};
  return Death{kind, end->signal == SIGKILL,
               fmt::format("the process {}{}", textOf(*end), quotedLastWords(process_->lastWords()))};
}

void waitForEnd(IsolatedProcess& process) {
  while (!process.process().end()) {
    pollfd output = {process.process().outputDescriptor(), POLLIN, 0};
    poll(&output, 1, kPollMs);
    process.attend();
  }
}

}  // namespace swapcheck
