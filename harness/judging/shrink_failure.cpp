#include "harness/judging/shrink_failure.h"

#include <fmt/format.h>

#include "harness/judging/case_judge.h"

namespace swapcheck {
namespace {

/// A failure that an immediate second run did not repeat.
FailureRecord describeFlaky(const FoundFailure& failure, const DistinctFailure& found) {
  const FirstSighting& sighting = found.firstSighting;
  const std::string now = sighting.otherCheck.empty() ? "it passes"
                                                      : fmt::format("it fails otherwise (check {}: {})",
                                                                    sighting.otherCheck, sighting.otherMessage);
  FailureRecord record = failure.described(failure.caseAt(found.number),
                                           fmt::format("at first {}; run again at once, {}", sighting.message, now));
  record.outcome = FailureOutcome::Flaky;
  return record;
}

/// A failure that only the process that found it could show.
FailureRecord describeUnreproduced(const FoundFailure& failure, const DistinctFailure& found) {
  FailureRecord record = failure.described(
      failure.caseAt(found.number),
      fmt::format("at first {}; in a new process it does not fail like this", found.firstSighting.message));
  if (!found.known) record.outcome = FailureOutcome::Flaky;
  return record;
}

}  // namespace

std::optional<CaseFailure> judgeHere(const Strategy& strategy, const Property& property, const PreparedCase& prepared) {
  auto failure = failureOf(strategy, property, prepared);
  return failure ? std::optional(caseFailureOf(std::move(*failure))) : std::nullopt;
}

FailureRecord shrinkFailure(const DistinctFailure& found, const CampaignOptions& options, const ShrinkLimits& limits,
                            const JudgeAgain& judgeAgain) {
  const FoundFailure failure(found, options, judgeAgain);
  if (!found.firstSighting.repeats) return describeFlaky(failure, found);
  const SwapCase first = failure.caseAt(found.number);
  const FailsAlike failsAlike = [&](const SwapCase& swapCase) { return failure.failsAlike(swapCase); };
  auto again = failsAlike(first);
  if (!again) return describeUnreproduced(failure, found);
  return failure.described(shrink(first, std::move(*again), failsAlike, limits), failsAlike);
}

FailureRecord describeUnshrunk(const DistinctFailure& found, const CampaignOptions& options) {
  const FoundFailure failure(found, options, judgeHere);
  if (!found.firstSighting.repeats) return describeFlaky(failure, found);
  FailureRecord record = failure.described(failure.caseAt(found.number), found.firstSighting.message);
  record.shrink.ended = ShrinkEnd::Clock;
  return record;
}

}  // namespace swapcheck
