// Which LibTorch versions a known failure holds for.
#pragma once

#include <swapcheck/strategy.h>

namespace swapcheck {

/// Compares dotted version numbers as numbers, part by part: "1.13.1" < "2.1". A part counts up to its first
/// character that is no digit. Negative, zero or positive, as `a` is before, the same as or after `b`.
int compareVersions(std::string_view a, std::string_view b);

/// Whether the fault is there in that version of LibTorch.
bool holdsFor(const KnownFailure& known, std::string_view libtorchVersion);

}  // namespace swapcheck
