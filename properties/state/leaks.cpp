#include "properties/state/leaks.h"

#include <fmt/format.h>
#include <malloc.h>
#include <sys/stat.h>

#include <algorithm>

#ifdef __SANITIZE_ADDRESS__
// Of sanitizer/allocator_interface.h, which GCC does not install.
extern "C" size_t __sanitizer_get_current_allocated_bytes();  // NOLINT(bugprone-reserved-identifier)
#endif

namespace swapcheck {
namespace {

/// So many calls in a row have to leave more behind. Freed blocks that the C library keeps for each size (seven of
/// each) and pools that grow in steps look like that for a while.
constexpr int kCalls = 24;

int64_t heapBytes() {
#ifdef __SANITIZE_ADDRESS__
  return static_cast<int64_t>(__sanitizer_get_current_allocated_bytes());
#else
  const struct mallinfo2 heap = mallinfo2();
  return static_cast<int64_t>(heap.uordblks + heap.hblkhd);
#endif
}

void (*&garbageCollector())() {
  static void (*collect)() = [] {};
  return collect;
}

/// By how much each call increased a resource.
struct Growth {
  int64_t least = INT64_MAX;
  int64_t most = 0;

  void add(int64_t more) { least = std::min(least, more), most = std::max(most, more); }
  bool isLeak() const { return least > 0; }
  std::string text() const { return least == most ? fmt::format("{}", least) : fmt::format("{} to {}", least, most); }
};

}  // namespace

/// A directory has a link from itself, from its parent and from each of its subdirectories.
int64_t runningThreads() {
  struct stat tasks = {};
  return stat("/proc/self/task", &tasks) == 0 ? static_cast<int64_t>(tasks.st_nlink) - 2 : 1;
}

void setGarbageCollector(void (*collect)()) { garbageCollector() = collect; }

std::optional<LeftBehind> leakOf(const std::function<void()>& call) {
  Growth memory, running;
  for (int k = 0; k < kCalls; ++k) {
    const int64_t bytesBefore = heapBytes(), threadsBefore = runningThreads();
    call();
    garbageCollector()();
    memory.add(heapBytes() - bytesBefore);
    running.add(runningThreads() - threadsBefore);
    if (!memory.isLeak() && !running.isLeak()) return std::nullopt;
  }
  if (running.isLeak())
    return LeftBehind{"threads", fmt::format("{} threads more after each of {} calls", running.text(), kCalls)};
  return LeftBehind{"memory", fmt::format("{} bytes of memory more after each of {} calls", memory.text(), kCalls)};
}

}  // namespace swapcheck
