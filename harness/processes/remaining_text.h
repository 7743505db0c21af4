// Reading what may vanish while it is read.
#pragma once

#include <istream>
#include <string>

namespace swapcheck {

/// All that can still be read of it. A file under /proc whose process has just been reaped can be opened and not read:
/// what is missing then is left out, and nothing is thrown.
std::string remainingText(std::istream& in);

}  // namespace swapcheck
