// The case numbers of a campaign, or of one shard of it.
#pragma once

#include <cstdint>
#include <optional>

#include "reports/run_record.h"

namespace swapcheck {

/// Numbers are dealt out to shards in blocks of this size: steered and plain ones alike.
inline constexpr uint64_t kShardBlock = 16;

/// Numbers from 0 to before `cases`, or without end, as far as they belong to the shard.
class CaseStream {
 public:
  CaseStream(std::optional<int64_t> cases, const Shard& shard) : cases_(cases), shard_(shard) {}

  /// The number at a place, ascending.
  uint64_t numberAt(uint64_t place) const;

  /// How many there are; UINT64_MAX without end.
  uint64_t size() const;

 private:
  std::optional<int64_t> cases_;
  Shard shard_;
};

}  // namespace swapcheck
