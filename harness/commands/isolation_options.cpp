#include "harness/commands/isolation_options.h"

#include <algorithm>
#include <thread>

namespace swapcheck {
namespace {

constexpr uint64_t kMostJobs = 1024;

}  // namespace

void addIsolation(CommandLine& line) {
  line.option("jobs", "N", "worker processes (default: one for each core); 0 judges in this process, unprotected");
  addLimits(line);
}

void addLimits(CommandLine& line) {
  line.option(
      "case-timeout", "D",
      "a strategy that does nothing for so long on a case hangs; a busy one gets six times as long (default: 10s)");
  line.option("memory", "SIZE", "what a worker process may take, such as 512M or 2G (default: 2G)");
}

ProcessLimits limitsOf(const CommandLine& line) {
  ProcessLimits limits;
  limits.caseTimeoutS = line.duration("case-timeout").value_or(limits.caseTimeoutS);
  limits.memoryBytes = line.bytes("memory").value_or(limits.memoryBytes);
  return limits;
}

std::optional<IsolationOptions> isolationOf(const CommandLine& line) {
  IsolationOptions isolation;
  isolation.jobs = static_cast<int64_t>(
      line.number("jobs", 0, kMostJobs).value_or(std::max(1u, std::thread::hardware_concurrency())));
  isolation.limits = limitsOf(line);
  return isolation.jobs == 0 ? std::nullopt : std::optional(isolation);
}

}  // namespace swapcheck
