#include "harness/judging/describe_failure.h"

#include <fmt/format.h>

#include "generators/case/json.h"
#include "harness/counting/failure_id.h"
#include "properties/describe.h"

namespace swapcheck {
namespace {

FailureOutcome outcomeOf(const FailureCause& cause) {
  const auto death = cause.death();
  if (!death) return FailureOutcome::Falsified;
  switch (*death) {
    case DeathKind::Crashed: return FailureOutcome::Crashed;
    case DeathKind::Hung: return FailureOutcome::Hung;
    case DeathKind::OutOfMemory: return FailureOutcome::OutOfMemory;
  }
  return FailureOutcome::Crashed;
}

/// Grids cannot show every invalid input, such as an empty list or another device.
std::string messageOf(const SwapCase& swapCase, const CaseFailure& failure) {
  if (!failure.cause.death() || swapCase.defect == Defect::None) return failure.message;
  return fmt::format("called with {}, {}", summaryOf(swapCase.defect), failure.message);
}

}  // namespace

CaseFailure caseFailureOf(Falsified failure) {
  return {FailureCause(std::move(failure.check), std::move(failure.error)), std::move(failure.message),
          std::move(failure.evidence)};
}

CaseFailure caseFailureOf(const Death& death) { return {kindOf(death), messageOf(death)}; }

FailureRecord describeFailure(const Strategy& strategy, std::string_view property, const KnownFailure* known,
                              const SwapCase& swapCase, const CaseFailure& failure) {
  FailureRecord record;
  const FailureCause cause = reportedCause(failure.cause, known);
  record.id = failureId(strategy, property, cause, known);
  record.strategy = strategy.name;
  record.property = property;
  record.check = cause.name();
  record.error = cause.error();
  record.outcome = outcomeOf(cause);
  record.message = messageOf(swapCase, failure);
  record.swapCase = toJson(swapCase);
  record.knownReason = known ? known->reason : "";
  record.grids = describeInputs(PreparedCase(swapCase));
  record.grids.insert(record.grids.end(), failure.evidence.begin(), failure.evidence.end());
  return record;
}

}  // namespace swapcheck
