// A failing case as the record that is printed, saved and reported.
#pragma once

#include "generators/case/case.h"
#include "properties/outcome.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// The check that a failure of `check` is reported as. Bits that stand for the right numbers ("nan-bits", "zero-sign")
/// are told from others where a known failure is about them alone; else all are "bits", so that one mistake is one
/// finding.
std::string reportedCheck(const std::string& check, const KnownFailure* known);

/// Record of a failure of that strategy and property. `known` covers it, or is null. Counts, file, shrink and replay
/// line are the caller's to fill.
FailureRecord describeFailure(const Strategy& strategy, std::string_view property, const KnownFailure* known,
                              const SwapCase& swapCase, const Falsified& failure);

/// "masked.blend--values--bits"; with "--known" behind it when a known failure of the strategy covers it, or
/// "--known-2" when that is the second one that it declares for the property, or "--libtorch-1" when a fault of
/// LibTorch does.
std::string failureId(const Strategy& strategy, std::string_view property, const std::string& check,
                      const KnownFailure* known);

}  // namespace swapcheck
