// Keeps freed memory in the process while a sweep runs, so that timings do not depend on who freed what before.
#pragma once

namespace swapcheck {

/// While it lives, malloc neither maps large blocks one by one nor gives freed pages back: else whether a result of
/// some MiB costs page faults is chance, and repetitions of one benchmark differ by a factor of 8. Afterwards free
/// memory is given back, and malloc behaves as it does by itself once large blocks have been freed. Does nothing
/// without glibc.
class SteadyHeap {
 public:
  SteadyHeap();
  ~SteadyHeap();
  SteadyHeap(const SteadyHeap&) = delete;
  SteadyHeap& operator=(const SteadyHeap&) = delete;
};

}  // namespace swapcheck
