// What worker processes do.
#pragma once

#include <atomic>
#include <set>

#include "harness/counting/campaign_options.h"
#include "harness/workers/channel.h"

namespace swapcheck {

/// Most strategies of one campaign.
inline constexpr size_t kMostStrategies = 4096;

/// What the supervisor tells its workers, who can only read it.
struct StreamControl {
  /// Nothing more is begun.
  std::atomic<bool> stop;
  /// Strategies that are judged no more.
  std::atomic<bool> retired[kMostStrategies];
};

/// Where the workers of a campaign are in the stream.
struct StreamCursor {
  /// The next place that nobody has claimed.
  std::atomic<uint64_t> next;
};

/// Memory that a supervisor shares with its workers.
struct StreamMemory {
  /// Throws HarnessError when there is no memory.
  StreamMemory();

  std::shared_ptr<StreamControl> control;
  std::shared_ptr<StreamCursor> cursor;
};

/// Part of a case number that another worker left behind.
struct UnfinishedNumber {
  uint64_t number;
  size_t firstSlot;
};

/// Judges what was left behind, then numbers of the stream, but for those that were judged earlier, until it ends or a
/// stop is asked for.
void workOnStream(const CampaignOptions& options, const std::optional<UnfinishedNumber>& unfinished,
                  const std::set<uint64_t>& judgedEarlier, const StreamMemory& memory, Channel& channel);

/// Judges one strategy on its case of one number.
void workOnSlot(const CampaignOptions& options, uint64_t number, size_t slot, Channel& channel);

/// Judges some strategies' cases, and then waits for so many seconds whether something that they have left behind ends
/// the process.
void workOnCases(const CampaignOptions& options, const std::vector<Position>& cases, double lingerS, Channel& channel);

}  // namespace swapcheck
