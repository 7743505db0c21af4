// What is wrong with LibTorch itself, whatever a strategy does.
#pragma once

#include <swapcheck/strategy.h>

#include <span>

namespace swapcheck {

/// Faults that any strategy meets on the cases they name, through no doing of its own: they are known failures of every
/// strategy.
std::span<const KnownFailure> libtorchFaults();

/// Whether it is no fault but a limit: a clear refusal, which is the verdict `unsupported`.
bool isRefusal(const KnownFailure& known);

}  // namespace swapcheck
