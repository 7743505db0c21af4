// Loads plugins: shared libraries that define SWAPCHECK_PLUGIN.
#pragma once

#include "strategies/catalogue.h"

namespace swapcheck {

/// Adds the strategies of a plugin to the catalogue. The library stays loaded for good. What it does while it is loaded
/// or adds its strategies happens in this process. Throws InputError when the file is no plugin, one for another
/// swapcheck or LibTorch, or one whose strategies cannot be added.
void addPlugin(Catalogue& catalogue, const StrategySource& plugin);

}  // namespace swapcheck
