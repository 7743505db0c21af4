#include "harness/counting/case_stream.h"

#include <algorithm>
#include <bit>

namespace swapcheck {
namespace {

constexpr uint64_t kWindowBlocks = kRetirementWindow / kShardBlock;

bool isBlockDealtTo(const Shard& shard, uint64_t block) {
  return block % static_cast<uint64_t>(shard.count) == static_cast<uint64_t>(shard.index - 1);
}

bool isWindow(uint64_t window) { return window == 0 || std::has_single_bit(window); }

}  // namespace

std::optional<uint64_t> retirementWindowOf(uint64_t number) {
  const uint64_t window = number / kRetirementWindow;
  return isWindow(window) ? std::optional(window) : std::nullopt;
}

bool isDealtTo(const Shard& shard, uint64_t number) { return isBlockDealtTo(shard, number / kShardBlock); }

uint64_t CaseStream::dealtBlocksBefore(uint64_t block) const {
  const auto shards = static_cast<uint64_t>(shard_.count), mine = static_cast<uint64_t>(shard_.index - 1);
  return block / shards + (block % shards > mine ? 1 : 0);
}

/// How many of the blocks before this one are in the stream.
uint64_t CaseStream::blocksBefore(uint64_t block) const {
  uint64_t count = dealtBlocksBefore(block);
  for (uint64_t window = 0; window * kWindowBlocks < block; window = window == 0 ? 1 : 2 * window)
    for (uint64_t k = window * kWindowBlocks; k < std::min(block, (window + 1) * kWindowBlocks); ++k)
      count += !isBlockDealtTo(shard_, k);
  return count;
}

uint64_t CaseStream::numberAt(uint64_t place) const {
  if (shard_.count == 1) return place;
  const uint64_t wanted = place / kShardBlock;
  uint64_t low = wanted;
  uint64_t high = wanted * static_cast<uint64_t>(shard_.count) + static_cast<uint64_t>(shard_.index - 1);
  while (low < high) {  // binary search for the first block with more than `wanted` blocks up to it
    const uint64_t middle = low + (high - low) / 2;
    if (blocksBefore(middle + 1) > wanted)
      high = middle;
    else
      low = middle + 1;
  }
  return low * kShardBlock + place % kShardBlock;
}

uint64_t CaseStream::dealt() const {
  if (!cases_) return UINT64_MAX;
  const uint64_t blocks = static_cast<uint64_t>(*cases_) / kShardBlock,
                 remainder = static_cast<uint64_t>(*cases_) % kShardBlock;
  return dealtBlocksBefore(blocks) * kShardBlock + (isBlockDealtTo(shard_, blocks) ? remainder : 0);
}

bool CaseStream::holds(uint64_t number) const {
  const uint64_t all = size();
  const bool isOfShard = isDealtTo(shard_, number) || retirementWindowOf(number);
  return isOfShard && all > 0 && (all == UINT64_MAX || number <= numberAt(all - 1));
}

uint64_t CaseStream::size() const {
  if (!cases_) return UINT64_MAX;
  const uint64_t mine = dealt();
  if (mine == 0) return 0;
  const uint64_t lastBlock =
      (mine - 1) / kShardBlock * static_cast<uint64_t>(shard_.count) + static_cast<uint64_t>(shard_.index - 1);
  return blocksBefore(lastBlock) * kShardBlock + (mine - 1) % kShardBlock + 1;
}

}  // namespace swapcheck
