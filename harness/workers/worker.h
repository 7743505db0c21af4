// The work of worker processes.
#pragma once

#include <atomic>
#include <set>

#include "harness/counting/campaign_options.h"
#include "harness/processes/channel.h"

namespace swapcheck {

/// Most strategies of one campaign.
inline constexpr size_t kMostStrategies = 4096;

/// Instructions from the supervisor, which workers can only read.
struct StreamControl {
  /// Start nothing more.
  std::atomic<bool> stop;
  /// Strategies that are no longer judged.
  std::atomic<bool> retired[kMostStrategies];
};

/// How far the workers have got in the stream.
struct StreamCursor {
  /// The next index that no worker has claimed.
  std::atomic<uint64_t> next;
};

/// Memory that a supervisor shares with its workers.
struct StreamMemory {
  /// Throws HarnessError when there is no memory.
  StreamMemory();

  /// Whether processes that are forked from now on have this memory; at first they do not. What no worker of the stream
  /// is has no business there.
  void showToForks(bool isShown);

  std::shared_ptr<StreamControl> control;
  std::shared_ptr<StreamCursor> cursor;
};

/// The rest of a case number whose worker died.
struct UnfinishedNumber {
  uint64_t number;
  size_t firstSlot;
};

/// Judges the unfinished number, then numbers of the stream except those judged earlier, until the stream ends or
/// `stop` is set.
void workOnStream(const CampaignOptions& options, const std::optional<UnfinishedNumber>& unfinished,
                  const std::set<uint64_t>& judgedEarlier, const StreamMemory& memory, Channel& channel);

/// How a strategy is judged on one case.
enum class SlotWork {
  Judged,
  /// Then a note says how long that took, beside what the built-in strategies take.
  Timed,
};

/// Judges one strategy on its case of one number.
void workOnSlot(const CampaignOptions& options, uint64_t number, size_t slot, SlotWork work, Channel& channel);

/// Judges the given cases, then waits `lingerS` seconds in case something that they left behind kills the process.
void workOnCases(const CampaignOptions& options, const std::vector<Position>& cases, double lingerS, Channel& channel);

}  // namespace swapcheck
