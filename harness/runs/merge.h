// Merges the shards of a campaign into the record that one machine would have written.
#pragma once

#include "reports/record/run_record.h"

namespace swapcheck {

/// A run, and its name in error messages.
struct NamedRun {
  std::string name;
  RunRecord record;
};

/// Sums the counts, unites the coverage, and keeps each failure's record with the lowest case number. The caller
/// reports missing shards (`missingShards`). Throws InputError when the runs are not shards of one campaign: they
/// differ in seed, LibTorch, swapcheck, strategies or properties, or a shard occurs twice.
RunRecord mergeRuns(const std::vector<NamedRun>& runs);

/// "2/3": the shards of the campaign that are not among these.
std::vector<std::string> missingShards(const std::vector<NamedRun>& runs);

}  // namespace swapcheck
