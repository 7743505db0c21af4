#include "harness/processes/isolation.h"

#include <poll.h>

#include <algorithm>

#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr int kOutputWaitMs = 10;

/// Reading a process's memory use takes 25 us or more, too long to do at every call of `attend`.
constexpr int64_t kMemoryLookNs = 20'000'000;

/// A process's use of the processor is looked at this often within its time limit, but not more often than it can be
/// told.
constexpr double kLooks = 20;
constexpr int64_t kLeastLookNs = 50'000'000;

int64_t lookNs(const ProcessLimits& limits) {
  return std::max(kLeastLookNs, static_cast<int64_t>(limits.caseTimeoutS / kLooks * 1e9));
}

double secondsBetween(int64_t beginNs, int64_t endNs) { return static_cast<double>(endNs - beginNs) / 1e9; }

/// Far less than a channel takes.
constexpr size_t kPieceBytes = size_t{64} << 10;

/// At least one piece, be it empty.
void sendPieces(Channel& channel, std::string_view text) {
  do {
    channel.send(text.substr(0, kPieceBytes));
    text.remove_prefix(std::min(text.size(), kPieceBytes));
  } while (!text.empty());
}

}  // namespace

IsolatedProcess::IsolatedProcess(const ProcessLimits& limits, const std::function<void(Channel&)>& work,
                                 Patience patience)
    : limits_(limits),
      patience_(patience),
      process_(std::make_unique<ChildProcess>([&] {
        channel_.hideFromForks();
        work(channel_);
      })),
      watch_(process_->pid(), lookNs(limits)) {
  channel_.hideFromForks();
}

void IsolatedProcess::attend() {
  process_->readOutput();
  if (killedFor_) return;
  if (const auto hung = timedOut())
    killedFor_ = *hung;
  else if (takesTooMuchMemory())
    killedFor_ = OutOfMemory{limits_.memoryBytes};
  if (killedFor_) process_->kill();
}

std::optional<Hung> IsolatedProcess::timedOut() {
  const int64_t workedNs = channel_.busyNs();
  if (workedNs == 0) return std::nullopt;
  const int64_t now = steadyNs();
  watch_.attend(now - workedNs, now);
  const double limitS = limits_.caseTimeoutS;
  const double workedS = secondsBetween(now - workedNs, now), idleS = secondsBetween(watch_.lastBusyNs(), now);
  if (patience_ == Patience::Short)
    return workedS > limitS ? std::optional(Hung{limitS, idleS < limitS / 2}) : std::nullopt;
  if (idleS > limitS) return Hung{limitS};
  if (workedS > kBusyFactor * limitS) return Hung{kBusyFactor * limitS, true};
  return std::nullopt;
}

std::optional<std::string> IsolatedProcess::receive() {
  try {
    return channel_.receive();
  } catch (const ChannelError&) {
    process_->kill();
    return std::nullopt;
  }
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
  if (killedFor_) return killedFor_;
  if (end->code == ChildProcess::kLostOutput) return ClosedDescriptors();
  if (end->signal != 0) return KilledBySignal{end->signal, process_->lastWords()};
  return Exited{end->code, process_->lastWords()};
}

IsolatedCall::IsolatedCall(const ProcessLimits& limits, const std::function<std::string(Channel&)>& work)
    : process_(limits, [&work](Channel& channel) {
        channel.beginWork({});
        sendPieces(channel, work(channel));
        channel.endWork();
      }) {}

bool IsolatedCall::isDone() {
  process_.attend();
  const bool ended = process_.process().end().has_value();
  while (const auto piece = process_.receive()) text_ = text_.value_or("") + *piece;
  return ended;
}

void IsolatedCall::wait() {
  while (!isDone()) {
    pollfd output = {process_.process().outputDescriptor(), POLLIN, 0};
    poll(&output, 1, kOutputWaitMs);
  }
}

IsolatedResult IsolatedCall::result() {
  if (auto death = process_.death()) return {std::nullopt, std::move(death), process_.channel().position()};
  return {text_};
}

IsolatedResult runIsolated(const ProcessLimits& limits, const std::function<std::string(Channel&)>& work) {
  IsolatedCall call(limits, work);
  call.wait();
  IsolatedResult result = call.result();
  if (!result.text && !result.death) throw HarnessError("a process ended without an answer");
  return result;
}

}  // namespace swapcheck
