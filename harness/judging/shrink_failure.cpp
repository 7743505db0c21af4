#include "harness/judging/shrink_failure.h"

#include <fmt/format.h>

#include "generators/simplify/matters.h"
#include "generators/stream/generate.h"
#include "harness/counting/failure_id.h"
#include "harness/judging/case_judge.h"

namespace swapcheck {
namespace {

/// Judges a case by one property; a failure counts as alike when it is reported under the same cause and the same known
/// failure covers it, or none.
FailsAlike failsLike(const VerdictCounter& counter, const DistinctFailure& first, const JudgeAgain& judgeAgain) {
  return [&counter, &first, &judgeAgain](const SwapCase& swapCase) -> std::optional<CaseFailure> {
    const PreparedCase prepared(swapCase);
    const FeatureSet features = featuresOf(swapCase, prepared.host);
    if (counter.covering(features, first.cause.name()) != first.known) return std::nullopt;
    auto failure = judgeAgain(counter.strategy(), counter.property(), prepared);
    if (!failure) return std::nullopt;
    const KnownFailure* known = counter.covering(features, failure->cause.name());
    if (known != first.known || reportedCause(failure->cause, known) != first.cause) return std::nullopt;
    failure->cause = first.cause;
    return failure;
  };
}

VerdictCounter counterOf(const DistinctFailure& failure, const CampaignOptions& options) {
  return {*options.strategies[failure.strategy], *options.properties[failure.property]};
}

std::vector<std::string> namesOf(const FeatureSet& features) {
  std::vector<std::string> names;
  eachFeature(features, [&](size_t k) { names.emplace_back(allFeatures()[k].name); });
  return names;
}

/// A failure on the case that it was met on.
FailureRecord describeMet(const VerdictCounter& counter, const DistinctFailure& met, const SwapCase& swapCase,
                          std::string message) {
  const CaseFailure failure{met.cause, std::move(message)};
  FailureRecord record = describeFailure(counter.strategy(), counter.property().id, met.known, swapCase, failure);
  record.id = met.id;
  record.firstCase = static_cast<int64_t>(met.number);
  record.shrink = {0, swapCase.numel(), swapCase.numel()};
  return record;
}

/// One that an immediate second run did not show.
FailureRecord describeFlaky(const VerdictCounter& counter, const DistinctFailure& met, const SwapCase& swapCase) {
  const FirstSighting& sighting = met.firstSighting;
  const std::string now = sighting.otherCheck.empty() ? "it passes"
                                                      : fmt::format("it fails otherwise (check {}: {})",
                                                                    sighting.otherCheck, sighting.otherMessage);
  FailureRecord record =
      describeMet(counter, met, swapCase, fmt::format("at first {}; run again at once, {}", sighting.message, now));
  record.outcome = FailureOutcome::Flaky;
  return record;
}

/// One that only the process showed that met it.
FailureRecord describeUnrepeated(const VerdictCounter& counter, const DistinctFailure& met, const SwapCase& swapCase) {
  FailureRecord record = describeMet(
      counter, met, swapCase, fmt::format("at first {}; begun afresh, it does not fail so", met.firstSighting.message));
  if (!met.known) record.outcome = FailureOutcome::Flaky;
  return record;
}

}  // namespace

std::optional<CaseFailure> judgeHere(const Strategy& strategy, const Property& property, const PreparedCase& prepared) {
  auto failure = failureOf(strategy, property, prepared);
  return failure ? std::optional(caseFailureOf(std::move(*failure))) : std::nullopt;
}

FailureRecord shrinkFailure(const DistinctFailure& met, const CampaignOptions& options, const ShrinkLimits& limits,
                            const JudgeAgain& judgeAgain) {
  const VerdictCounter counter = counterOf(met, options);
  const SwapCase first = caseAt(options.seed, met.number, met.family);
  if (!met.firstSighting.repeats) return describeFlaky(counter, met, first);
  const FailsAlike failsAlike = failsLike(counter, met, judgeAgain);
  auto failure = failsAlike(first);
  if (!failure) return describeUnrepeated(counter, met, first);
  const Shrunk shrunk = shrink(first, std::move(*failure), failsAlike, limits);
  FailureRecord record = describeMet(counter, met, shrunk.swapCase, shrunk.failure.message);
  record.grids.insert(record.grids.end(), shrunk.failure.evidence.begin(), shrunk.failure.evidence.end());
  record.shrink = shrunk.record;
  if (shrunk.record.ended == ShrinkEnd::Minimal) record.matters = namesOf(featuresThatMatter(shrunk.swapCase));
  return record;
}

FailureRecord describeUnshrunk(const DistinctFailure& met, const CampaignOptions& options) {
  const VerdictCounter counter = counterOf(met, options);
  const SwapCase first = caseAt(options.seed, met.number, met.family);
  if (!met.firstSighting.repeats) return describeFlaky(counter, met, first);
  FailureRecord record = describeMet(counter, met, first, met.firstSighting.message);
  record.shrink.ended = ShrinkEnd::Clock;
  return record;
}

}  // namespace swapcheck
