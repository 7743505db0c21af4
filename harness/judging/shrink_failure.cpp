#include "harness/judging/shrink_failure.h"

#include <fmt/format.h>

#include "generators/simplify/matters.h"
#include "generators/stream/generate.h"
#include "harness/counting/failure_id.h"
#include "harness/judging/case_judge.h"

namespace swapcheck {
namespace {

/// Judges a case by one property. A failure counts as the same when its reported cause and the known failure that
/// covers it (or none) are the same.
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
  return verdictCounterOf(options, *options.strategies[failure.strategy], *options.properties[failure.property]);
}

std::vector<std::string> namesOf(const FeatureSet& features) {
  std::vector<std::string> names;
  eachFeature(features, [&](size_t k) { names.emplace_back(allFeatures()[k].name); });
  return names;
}

/// A failure on a given case, with the id and first case of the one that was found.
FailureRecord describeFound(const VerdictCounter& counter, const DistinctFailure& found, const SwapCase& swapCase,
                            std::string message) {
  const CaseFailure failure{found.cause, std::move(message)};
  FailureRecord record = describeFailure(counter.strategy(), counter.property().id, found.known, swapCase, failure);
  record.id = found.id;
  record.firstCase = static_cast<int64_t>(found.number);
  record.shrink = {0, swapCase.numel(), swapCase.numel()};
  return record;
}

/// A failure that an immediate second run did not repeat.
FailureRecord describeFlaky(const VerdictCounter& counter, const DistinctFailure& found, const SwapCase& swapCase) {
  const FirstSighting& sighting = found.firstSighting;
  const std::string now = sighting.otherCheck.empty() ? "it passes"
                                                      : fmt::format("it fails otherwise (check {}: {})",
                                                                    sighting.otherCheck, sighting.otherMessage);
  FailureRecord record =
      describeFound(counter, found, swapCase, fmt::format("at first {}; run again at once, {}", sighting.message, now));
  record.outcome = FailureOutcome::Flaky;
  return record;
}

/// A failure that only the process that found it could show.
FailureRecord describeUnreproduced(const VerdictCounter& counter, const DistinctFailure& found,
                                   const SwapCase& swapCase) {
  FailureRecord record = describeFound(
      counter, found, swapCase,
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
  const VerdictCounter counter = counterOf(found, options);
  const SwapCase first = caseAt(options.seed, found.number, found.family);
  if (!found.firstSighting.repeats) return describeFlaky(counter, found, first);
  const FailsAlike failsAlike = failsLike(counter, found, judgeAgain);
  auto failure = failsAlike(first);
  if (!failure) return describeUnreproduced(counter, found, first);
  const Shrunk shrunk = shrink(first, std::move(*failure), failsAlike, limits);
  FailureRecord record = describeFound(counter, found, shrunk.swapCase, shrunk.failure.message);
  record.grids.insert(record.grids.end(), shrunk.failure.evidence.begin(), shrunk.failure.evidence.end());
  record.shrink = shrunk.record;
  if (shrunk.record.ended == ShrinkEnd::Minimal) record.matters = namesOf(featuresThatMatter(shrunk.swapCase));
  return record;
}

FailureRecord describeUnshrunk(const DistinctFailure& found, const CampaignOptions& options) {
  const VerdictCounter counter = counterOf(found, options);
  const SwapCase first = caseAt(options.seed, found.number, found.family);
  if (!found.firstSighting.repeats) return describeFlaky(counter, found, first);
  FailureRecord record = describeFound(counter, found, first, found.firstSighting.message);
  record.shrink.ended = ShrinkEnd::Clock;
  return record;
}

}  // namespace swapcheck
