// A strategy whose calls leave nothing behind.
#pragma once

#include <swapcheck/strategy.h>

#include <memory>

#include "properties/state/left_behind.h"

namespace swapcheck {

/// The strategy, with each of its calls watched: the state of the thread is put back afterwards, and what had changed
/// goes into the log. Its known failures are left out. Keeps a reference to the strategy.
Strategy watched(const Strategy& strategy, const std::shared_ptr<LeftBehindLog>& log);

}  // namespace swapcheck
