// The command `memory`: what a long campaign's processes take.
#pragma once

#include <functional>

#include "fuzz_run.h"
#include "memory_log.h"

namespace swapcheck {

struct MemoryOptions {
  std::filesystem::path program;
  uint64_t seed = 1;
  int64_t cases = 1000000;
  int jobs = 2;
  /// The allocator keeps freed memory in reserve, as it does for users. Otherwise it is told to give it back, so that
  /// what is left is in use: the reserve of glibc grows for hundreds of thousands of cases.
  bool keepsReserve = false;
  /// So many samples in all.
  int64_t samples = 200;
};

/// The number of cases done in the last line of progress that a text holds whole ("...123/456 cases, ..."); nothing
/// where it holds none.
std::optional<int64_t> casesDoneIn(std::string_view progress);

/// Runs the campaign with the cheapest of strategies and properties. `onSample` hears of every sample. Throws
/// HarnessError.
std::vector<MemorySample> measureMemory(const MemoryOptions& options,
                                        const std::function<void(const MemorySample&)>& onSample);

}  // namespace swapcheck
