#include "harness/judging/shrink_failure.h"

#include <fmt/format.h>

#include <set>

#include "generators/simplify/matters.h"
#include "generators/simplify/simplify.h"
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

/// A failing case.
struct Failing {
  SwapCase swapCase;
  CaseFailure failure;
};

/// Cases that are judged in place of an explained one.
constexpr int kMostTwins = 16;
/// What fails only now and then is no other mistake.
constexpr int kMoreTimes = 3;

/// The case itself if nothing explains it, else the first of its simpler ones that nothing explains and that fails.
std::optional<Failing> unexplainedAt(const SwapCase& first, const std::vector<Explanation>& explanations,
                                     const FailsAlike& failsAlike) {
  if (!areExplained(featuresOf(first), explanations)) {
    auto failure = failsAlike(first);
    return failure ? std::optional(Failing{first, std::move(*failure)}) : std::nullopt;
  }
  auto simpler = simplerCases(first);
  for (int twins = 0; twins < kMostTwins;) {
    auto twin = simpler.next();
    if (!twin) break;
    if (areExplained(featuresOf(*twin), explanations)) continue;
    ++twins;
    if (auto failure = failsAlike(*twin)) return Failing{std::move(*twin), std::move(*failure)};
  }
  return std::nullopt;
}

std::set<std::string_view> groupsOf(const FeatureSet& features) {
  std::set<std::string_view> groups;
  eachFeature(features,
              [&](size_t k) { groups.insert(allFeatures()[k].name.substr(0, allFeatures()[k].name.find('.'))); });
  return groups;
}

/// Whether a simplified case, made simpler yet, is an explained one that fails as well: without more than one thing
/// that matters in it, and of the same shape.
bool isVariant(const SwapCase& swapCase, const FeatureSet& matters, const std::vector<Explanation>& explanations,
               const FailsAlike& failsAlike) {
  auto simpler = simplerCases(swapCase);
  while (const auto twin = simpler.next()) {
    if (twin->shape != swapCase.shape) continue;
    const FeatureSet features = featuresOf(*twin);
    if (groupsOf(matters & ~features).size() <= 1 && areExplained(features, explanations) && failsAlike(*twin))
      return true;
  }
  return false;
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

/// What matters in a simplified case: also what no simpler case can lack, where a case that lacks it passes.
FeatureSet mattersIn(const SwapCase& minimal, const FailsAlike& failsAlike) {
  const FeatureSet features = featuresOf(minimal);
  FeatureSet matters = featuresThatMatter(minimal);
  for (const SwapCase& other : lessSimpleCases(minimal)) {
    const FeatureSet lacked = features & ~featuresOf(other);
    if (groupsOf(lacked).size() == 1 && !failsAlike(other)) matters |= lacked;
  }
  return matters;
}

FailureRecord describeShrunk(const VerdictCounter& counter, const DistinctFailure& found, const Shrunk& shrunk,
                             const FailsAlike& failsAlike) {
  FailureRecord record = describeFound(counter, found, shrunk.swapCase, shrunk.failure.message);
  record.grids.insert(record.grids.end(), shrunk.failure.evidence.begin(), shrunk.failure.evidence.end());
  record.shrink = shrunk.record;
  if (shrunk.record.ended == ShrinkEnd::Minimal) record.matters = namesOf(mattersIn(shrunk.swapCase, failsAlike));
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
  return describeShrunk(counter, found, shrink(first, std::move(*failure), failsAlike, limits), failsAlike);
}

std::optional<FailureRecord> shrinkOther(const DistinctFailure& found, const Suspect& suspect,
                                         const CampaignOptions& options, const ShrinkLimits& limits,
                                         const JudgeAgain& judgeAgain) {
  const VerdictCounter counter = counterOf(found, options);
  const FailsAlike failsAlike = failsLike(counter, found, judgeAgain);
  auto first = unexplainedAt(caseAt(options.seed, suspect.number, found.family), suspect.explanations, failsAlike);
  if (!first) return std::nullopt;
  const FailsAlike failsUnexplained = [&](const SwapCase& swapCase) {
    return areExplained(featuresOf(swapCase), suspect.explanations) ? std::nullopt : failsAlike(swapCase);
  };
  const Shrunk shrunk = shrink(first->swapCase, std::move(first->failure), failsUnexplained, limits);
  for (int times = 0; times < kMoreTimes; ++times)
    if (!failsAlike(shrunk.swapCase)) return std::nullopt;
  FailureRecord record = describeShrunk(counter, found, shrunk, failsUnexplained);
  if (!isVariant(shrunk.swapCase, featuresThatMatter(shrunk.swapCase), suspect.explanations, failsAlike))
    record.id = idOfOther(found.id, suspect.others + 1);
  record.firstCase = static_cast<int64_t>(suspect.number);
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
