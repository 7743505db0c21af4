// A failing case as the record that is printed, saved and reported.
#pragma once

#include "generators/case/case.h"
#include "harness/counting/failure_cause.h"
#include "reports/record/failure_record.h"

namespace swapcheck {

/// How a case fails, in detail.
struct CaseFailure {
  FailureCause cause;
  /// One sentence: where, what was expected, what was got; or how the process died.
  std::string message;
  /// What was expected and what was got, side by side; empty for a death.
  std::vector<Grid> evidence = {};
};

/// A check that failed, as a failure of the case.
CaseFailure caseFailureOf(Falsified failure);

/// A death, as a failure of the case.
CaseFailure caseFailureOf(const Death& death);

/// Record of a failure of that strategy and property. `known` covers it, or is null. The caller fills in the counts,
/// file, shrinking and replay line.
FailureRecord describeFailure(const Strategy& strategy, std::string_view property, const KnownFailure* known,
                              const SwapCase& swapCase, const CaseFailure& failure);

}  // namespace swapcheck
