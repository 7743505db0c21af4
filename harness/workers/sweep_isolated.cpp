#include "harness/workers/sweep_isolated.h"

#include <poll.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>

#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

constexpr int kSweepPollMs = 20;
/// A sweep that begins again gets at least this much, so that it measures something.
constexpr double kLeastS = 1;

/// A strategy that ended the sweep's process.
struct Lost {
  std::string strategy;
  std::string how;
};

/// What the process says: a letter, and a text.
struct SweepMessage {
  enum Kind : char { Progress = 'p', Document = 'd', Complaint = 'c', End = 'e' };

  static std::string of(Kind kind, std::string_view text = "") {
    std::string message(1, kind);
    message += text;
    return message;
  }
};

/// One try: a process that sweeps all strategies that are left.
class SweepProcess {
 public:
  SweepProcess(const SweepOptions& options, const ProcessLimits& limits)
      : options_(options),
        stop_(std::static_pointer_cast<std::atomic<bool>>(sharedMemory(sizeof(std::atomic<bool>)))),
        process_(limits, [this](Channel& channel) { work(channel); }) {}

  /// Waits for the end of the process. Gives the document, or nothing when it died: then see `lost`.
  std::optional<Json> wait() {
    while (!process_.process().end()) {
      *stop_ = *stop_ || (options_.stopRequested && options_.stopRequested());
      process_.attend();
      takeMessages();
      pollfd output = {process_.process().outputDescriptor(), POLLIN, 0};
      poll(&output, 1, kSweepPollMs);
    }
    takeMessages();
    if (!complaint_.empty()) throw InputError(complaint_);
    if (isWhole_) return Json::parse(text_);
    return std::nullopt;
  }

  /// The strategy that was being called when the process died.
  Lost lost() {
    const auto death = process_.death();
    const auto position = process_.channel().position();
    const std::string how = death ? textOf(*death) : "the process ended without an answer";
    if (!position || position->slot >= options_.strategies.size())
      throw HarnessError("the sweep could not begin: " + how);
    return {options_.strategies[position->slot]->name, how};
  }

 private:
  void work(Channel& channel) const {
    SweepOptions here = options_;
    here.beforeStrategy = [&channel](size_t strategy) { channel.beginWork({0, strategy, 0}); };
    here.stopRequested = [this] { return stop_->load(); };
    here.onProgress = [&channel](const SweepProgress& progress) {
      channel.send(
          SweepMessage::of(SweepMessage::Progress, Json({progress.done, progress.total, progress.name}).dump()));
    };
    try {
      const std::string text = runSweep(here).dump(-1, ' ', false, Json::error_handler_t::replace);
      channel.endWork();
      for (size_t at = 0; at < text.size(); at += kPieceBytes)
        channel.send(SweepMessage::of(SweepMessage::Document, text.substr(at, kPieceBytes)));
      channel.send(SweepMessage::of(SweepMessage::End));
    } catch (const InputError& error) {
      channel.endWork();
      channel.send(SweepMessage::of(SweepMessage::Complaint, error.what()));
    }
  }

  void takeMessages() {
    while (const auto message = process_.channel().receive()) take(message->front(), message->substr(1));
  }

  void take(char kind, std::string text) {
    switch (kind) {
      case SweepMessage::Document: text_ += text; break;
      case SweepMessage::End: isWhole_ = true; break;
      case SweepMessage::Complaint: complaint_ = std::move(text); break;
      default: {
        const Json progress = Json::parse(text);
        if (options_.onProgress) options_.onProgress({progress[0], progress[1], progress[2]});
      }
    }
  }

  static constexpr size_t kPieceBytes = size_t{64} << 10;

  const SweepOptions& options_;
  std::shared_ptr<std::atomic<bool>> stop_;
  IsolatedProcess process_;
  std::string text_;
  std::string complaint_;
  bool isWhole_ = false;
};

/// As Google Benchmark writes a benchmark that failed.
Json entryOf(const Lost& lost) {
  return {{"name", lost.strategy},
          {"run_name", lost.strategy},
          {"run_type", "iteration"},
          {"error_occurred", true},
          {"error_message", lost.how}};
}

}  // namespace

Json runSweepIsolated(const SweepOptions& options, const ProcessLimits& limits) {
  const auto begin = Clock::now();
  SweepOptions left = options;
  std::vector<Lost> lost;
  std::optional<Json> document;
  while (!document) {
    SweepProcess process(left, limits);
    document = process.wait();
    if (document) break;
    lost.push_back(process.lost());
    std::erase_if(left.strategies, [&](const Strategy* strategy) { return strategy->name == lost.back().strategy; });
    if (left.strategies.empty()) document = Json{{"context", Json::object()}, {"benchmarks", Json::array()}};
    const double spentS = std::chrono::duration<double>(Clock::now() - begin).count();
    if (options.budgetS) left.budgetS = std::max(*options.budgetS - spentS, kLeastS);
  }
  for (const Lost& one : lost) (*document)["benchmarks"].push_back(entryOf(one));
  return *document;
}

}  // namespace swapcheck
