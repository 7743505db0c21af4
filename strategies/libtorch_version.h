// The LibTorch that this was compiled against.
#pragma once

#include <string_view>

namespace swapcheck {

/// "1.13.1".
std::string_view libtorchVersion();

}  // namespace swapcheck
