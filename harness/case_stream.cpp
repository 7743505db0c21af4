#include "harness/case_stream.h"

namespace swapcheck {

uint64_t CaseStream::numberAt(uint64_t place) const {
  const uint64_t block =
      place / kShardBlock * static_cast<uint64_t>(shard_.count) + static_cast<uint64_t>(shard_.index - 1);
  return block * kShardBlock + place % kShardBlock;
}

uint64_t CaseStream::size() const {
  if (!cases_) return UINT64_MAX;
  const auto shards = static_cast<uint64_t>(shard_.count), mine = static_cast<uint64_t>(shard_.index - 1);
  const uint64_t blocks = static_cast<uint64_t>(*cases_) / kShardBlock,
                 rest = static_cast<uint64_t>(*cases_) % kShardBlock;
  const uint64_t whole = blocks / shards + (mine < blocks % shards ? 1 : 0);
  return whole * kShardBlock + (blocks % shards == mine ? rest : 0);
}

}  // namespace swapcheck
