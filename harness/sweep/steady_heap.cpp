#include "harness/sweep/steady_heap.h"

#include <malloc.h>

namespace swapcheck {

#ifdef __GLIBC__

namespace {

/// glibc's defaults; the thresholds are those at which its own adjustment ends (mallopt(3)).
constexpr int kMaxMaps = 65536;
constexpr int kMapThresholdBytes = 32 << 20;
constexpr int kTrimThresholdBytes = 2 * kMapThresholdBytes;

}  // namespace

SteadyHeap::SteadyHeap() {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, -1);
}

SteadyHeap::~SteadyHeap() {
  mallopt(M_MMAP_MAX, kMaxMaps);
  mallopt(M_MMAP_THRESHOLD, kMapThresholdBytes);
  mallopt(M_TRIM_THRESHOLD, kTrimThresholdBytes);
  malloc_trim(0);
}

#else

SteadyHeap::SteadyHeap() = default;
SteadyHeap::~SteadyHeap() = default;

#endif

}  // namespace swapcheck
