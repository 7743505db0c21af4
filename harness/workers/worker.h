// What worker processes do.
#pragma once

#include <atomic>
#include <set>

#include "harness/campaign/campaign.h"

namespace swapcheck {

/// Most strategies of one campaign.
inline constexpr size_t kMostStrategies = 4096;

/// What all workers of a campaign share.
struct StreamControl {
  /// The next place in the stream that nobody has claimed.
  std::atomic<uint64_t> next;
  /// Nothing more is begun.
  std::atomic<bool> stop;
  /// Strategies that are judged no more.
  std::atomic<bool> retired[kMostStrategies];
};

/// Part of a case number that another worker left behind.
struct Leftover {
  uint64_t number;
  size_t firstSeat;
};

/// Judges the leftover, then numbers of the stream, but for those that were judged earlier, until it ends or a stop is
/// asked for.
void workOnStream(const CampaignOptions& options, const std::optional<Leftover>& leftover,
                  const std::set<uint64_t>& judgedEarlier, StreamControl& control, Channel& channel);

/// Judges one strategy on its case of one number.
void workOnSeat(const CampaignOptions& options, uint64_t number, size_t seat, Channel& channel);

/// Judges some strategies' cases, and then waits for so many seconds whether something that they have left behind ends
/// the process.
void workOnCases(const CampaignOptions& options, const std::vector<Position>& cases, double lingerS, Channel& channel);

}  // namespace swapcheck
