// Strategies with a fault each, and the same put right.
#pragma once

#include "strategies/catalogue.h"

namespace swapcheck {

/// broken.second-write, broken.throws, broken.in-place, broken.flaky, broken.seldom and broken.stale.
void addFaultyStrategies(Catalogue& catalogue);

/// The same names, without a fault.
void addMendedStrategies(Catalogue& catalogue);

}  // namespace swapcheck
