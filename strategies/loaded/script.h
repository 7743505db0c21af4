// Loads TorchScript modules whose `forward` swaps.
#pragma once

#include "strategies/catalogue.h"

namespace swapcheck {

/// `script.` and the stem of the file's name, in lower case, with hyphens for what no strategy's name may have.
std::string scriptStrategyName(const std::filesystem::path& file);

/// Adds the strategy that the module's `forward` is; its schema says the family. What the module throws becomes a
/// c10::Error that begins with the thrown text, and has TorchScript's traceback behind it. Throws InputError when the
/// file is no TorchScript module, its `forward` is no swap, or the strategy cannot be added.
void addScript(Catalogue& catalogue, const StrategySource& script);

}  // namespace swapcheck
