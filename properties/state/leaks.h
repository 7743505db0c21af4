// What every call leaves more of.
#pragma once

#include <cstdint>
#include <functional>

#include "properties/state/left_behind.h"

namespace swapcheck {

/// Threads of this process.
int64_t runningThreads();

/// From now on called after each of these calls: what a language's garbage collector gives back is no leak.
void setGarbageCollector(void (*collect)());

/// Calls a function several times in a row, as long as each call leaves more memory of the heap in use or more threads
/// running than there were before it; nothing when one did not. What is made once, a cache or a pool, is no leak.
std::optional<LeftBehind> leakOf(const std::function<void()>& call);

}  // namespace swapcheck
