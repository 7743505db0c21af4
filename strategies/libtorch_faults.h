// What is wrong with LibTorch itself, whatever a strategy does.
#pragma once

#include <swapcheck/strategy.h>

#include <span>

namespace swapcheck {

/// Faults that any strategy meets on the cases they name, through no doing of its own: they are known failures of every
/// strategy. None of them grows stale, since a strategy may well avoid the operator that has the fault.
std::span<const KnownFailure> libtorchFaults();

}  // namespace swapcheck
