// Strategies that are right on most cases and, on the others, do what a process does not survive, or should not.
#pragma once

#include "strategies/catalogue.h"

namespace swapcheck {

/// hostile.segfaults, .aborts, .exits, .throws-int, .hangs, .eats-memory, .prints, .closes-files and .late-thread, each
/// on tensors of 3 dimensions; hostile.always-aborts.
void addHostileStrategies(Catalogue& catalogue);

}  // namespace swapcheck
