// Merges the shards of a campaign into the record that one machine would have written.
#pragma once

#include "reports/record/run_record.h"

namespace swapcheck {

/// A run, and what it is called in complaints.
struct NamedRun {
  std::string name;
  RunRecord record;
};

/// All counts, the union of the coverage, and of each failure the one met on the lowest case number. Shards that are
/// missing are the caller's to name (`missingShards`). Throws InputError when they are not shards of one campaign:
/// another seed, LibTorch or swapcheck, other strategies or properties, or one shard twice.
RunRecord mergeRuns(const std::vector<NamedRun>& runs);

/// "2/3": the shards of the campaign that are not among these.
std::vector<std::string> missingShards(const std::vector<NamedRun>& runs);

}  // namespace swapcheck
