// The ids of distinct failures.
#pragma once

#include <swapcheck/strategy.h>

#include "harness/counting/failure_cause.h"

namespace swapcheck {

/// The cause that a failure is reported under: its own, but that a known failure of all wrong bits is one, whatever the
/// bits are of ("nan-bits", "zero-sign" and "not-finite" are reported as "bits"), and covers every kind of error.
FailureCause reportedCause(const FailureCause& cause, const KnownFailure* known);

/// "masked.blend--values--bits". The suffix is "--known" when a known failure of the strategy covers it, "--known-2"
/// when that is the second one it declares for the property, "--libtorch-1" when a fault of LibTorch covers it.
std::string failureId(const Strategy& strategy, std::string_view property, const FailureCause& cause,
                      const KnownFailure* known);

/// The id of failures by another kind of error than the first: "masked.blend--values--throws--error-2". The second kind
/// has the number 2; for 1 the id itself.
std::string idOfError(const std::string& id, size_t number);

/// The id of another mistake behind the failure of that id: "masked.blend--values--bits--2" for the first of them.
std::string idOfOther(const std::string& id, size_t others);

}  // namespace swapcheck
