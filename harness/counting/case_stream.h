// The case numbers of a campaign, or of one shard of it.
#pragma once

#include <cstdint>
#include <optional>

#include "reports/record/run_record.h"

namespace swapcheck {

/// Most shards of one campaign.
inline constexpr int64_t kMostShards = 100000;

/// Numbers are dealt to shards in blocks of this size, so that each shard gets both steered and plain cases.
inline constexpr uint64_t kShardBlock = 16;

/// Every shard judges the numbers in these windows, even those dealt to others. Deaths in a window decide which
/// strategies are no longer judged, so all shards decide alike. Windows get rarer along the stream.
inline constexpr uint64_t kRetirementWindow = 2 * kShardBlock;

/// The window that holds the number (windows start at 0, 1, 2, 4, 8... times `kRetirementWindow`); nothing for most
/// numbers.
std::optional<uint64_t> retirementWindowOf(uint64_t number);

/// Whether a number is dealt to the shard, and so counted in it.
bool isDealtTo(const Shard& shard, uint64_t number);

/// The numbers below `cases`, or all numbers, that the shard judges: those dealt to it, and those in the windows before
/// its last number.
class CaseStream {
 public:
  CaseStream(std::optional<int64_t> cases, const Shard& shard) : cases_(cases), shard_(shard) {}

  /// The number at an index; numbers ascend.
  uint64_t numberAt(uint64_t place) const;

  /// How many numbers there are; UINT64_MAX for an endless stream.
  uint64_t size() const;

  /// Whether a number is in the stream.
  bool holds(uint64_t number) const;

  /// How many of them are dealt to the shard; UINT64_MAX for an endless stream.
  uint64_t dealt() const;

 private:
  uint64_t dealtBlocksBefore(uint64_t block) const;
  uint64_t blocksBefore(uint64_t block) const;

  std::optional<int64_t> cases_;
  Shard shard_;
};

}  // namespace swapcheck
