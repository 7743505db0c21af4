#include "strategies/libtorch_version.h"

#include <torch/version.h>

namespace swapcheck {

std::string_view libtorchVersion() { return TORCH_VERSION; }

}  // namespace swapcheck
