// What distinct failures are called.
#pragma once

#include <swapcheck/strategy.h>

#include "harness/counting/failure_cause.h"

namespace swapcheck {

/// The cause that a failure is reported under. Bits that stand for the right numbers ("nan-bits", "zero-sign") are told
/// from others where a known failure is about them alone; else all are "bits", so that one mistake is one finding.
FailureCause reportedCause(const FailureCause& cause, const KnownFailure* known);

/// "masked.blend--values--bits"; with "--known" behind it when a known failure of the strategy covers it, or
/// "--known-2" when that is the second one that it declares for the property, or "--libtorch-1" when a fault of
/// LibTorch does.
std::string failureId(const Strategy& strategy, std::string_view property, const FailureCause& cause,
                      const KnownFailure* known);

}  // namespace swapcheck
