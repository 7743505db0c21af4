// Samples of the memory of a campaign's processes, and whether it grows.
#pragma once

#include <algorithm>
#include <string>

#include "process_memory.h"

namespace swapcheck {

/// Once so many cases were done. The supervisor is the first process, the workers follow in the order of their start;
/// of one that does not run there is nothing.
struct MemorySample {
  int64_t cases = 0;
  std::vector<std::optional<ProcessMemory>> processes = {};
};

/// Where growth is looked for, as shares of all cases: after the warm-up a tenth is compared with the last one.
struct GrowthWindows {
  double warmUp = 0.05;
  double window = 0.1;
};

/// An allocator's noise: what a process keeps beyond this may count as growth.
inline constexpr int64_t kNoiseKib = 1024;

/// Less than a pointer for each case is no leak: the least that glibc gives to keep one in is 32 bytes.
inline constexpr int64_t kFlatBytesPerCase = 8;

/// Medians of private memory.
struct Growth {
  int64_t firstKib = 0;
  int64_t lastKib = 0;
  /// That the process had to do with between them.
  int64_t cases = 0;

  bool isFlat() const { return lastKib - firstKib <= std::max(kNoiseKib, kFlatBytesPerCase * cases / 1024); }
};

/// Of one process; nothing where a window has no sample of it.
std::optional<Growth> growthOf(const std::vector<MemorySample>& samples, size_t process, int64_t cases,
                               const GrowthWindows& windows = {});

/// Whether every process's is flat.
bool isFlat(const std::vector<MemorySample>& samples, int64_t cases);

/// "supervisor", "worker 1".
std::string processName(size_t process);

/// About `rows` of the samples, evenly spread.
std::string memoryTable(const std::vector<MemorySample>& samples, size_t rows);

/// A line for each process that says whether its memory grew.
std::string growthText(const std::vector<MemorySample>& samples, int64_t cases);

}  // namespace swapcheck
