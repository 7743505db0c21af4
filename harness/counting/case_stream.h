// The case numbers of a campaign, or of one shard of it.
#pragma once

#include <cstdint>
#include <optional>

#include "reports/record/run_record.h"

namespace swapcheck {

/// Most shards of one campaign.
inline constexpr int64_t kMostShards = 100000;

/// Numbers are dealt out to shards in blocks of this size: steered and plain ones alike.
inline constexpr uint64_t kShardBlock = 16;

/// Every shard judges the numbers of these windows, whoever's they are: what happens in them decides which strategies
/// are judged no more, so that all shards decide alike. They become ever rarer.
inline constexpr uint64_t kRetirementWindow = 2 * kShardBlock;

/// Which window the number is in: 0, 1, 2, 4, 8 and so on times `kRetirementWindow`; nothing for most numbers.
std::optional<uint64_t> retirementWindowOf(uint64_t number);

/// Whether a number is dealt out to the shard, and so counted in it.
bool isDealtTo(const Shard& shard, uint64_t number);

/// Numbers from 0 to before `cases`, or without end: those dealt out to the shard, and those of the windows before its
/// last one.
class CaseStream {
 public:
  CaseStream(std::optional<int64_t> cases, const Shard& shard) : cases_(cases), shard_(shard) {}

  /// The number at a place, ascending.
  uint64_t numberAt(uint64_t place) const;

  /// How many there are; UINT64_MAX without end.
  uint64_t size() const;

  /// Whether a number is one of them.
  bool holds(uint64_t number) const;

  /// How many of them are dealt out to the shard; UINT64_MAX without end.
  uint64_t dealt() const;

 private:
  uint64_t dealtBlocksBefore(uint64_t block) const;
  uint64_t blocksBefore(uint64_t block) const;

  std::optional<int64_t> cases_;
  Shard shard_;
};

}  // namespace swapcheck
