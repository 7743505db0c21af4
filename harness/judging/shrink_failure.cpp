#include "harness/judging/shrink_failure.h"

#include <fmt/format.h>
#include <torch/version.h>

#include "generators/stream/generate.h"
#include "generators/simplify/matters.h"
#include "harness/judging/case_judge.h"
#include "harness/judging/describe_failure.h"

namespace swapcheck {
namespace {

/// Judges a case by one property; a failure counts as alike when it is reported as the same check and the same known
/// failure covers it, or none.
FailsAlike failsLike(const Cell& cell, const MetFailure& met, const JudgeAgain& judgeAgain) {
  return [&cell, &met, &judgeAgain](const SwapCase& swapCase) -> std::optional<Falsified> {
    const PreparedCase prepared(swapCase);
    const FeatureSet features = featuresOf(swapCase, prepared.host);
    if (cell.covering(features, met.check) != met.known) return std::nullopt;
    auto failure = judgeAgain(cell, prepared);
    if (!failure) return std::nullopt;
    const KnownFailure* known = cell.covering(features, failure->check);
    if (known != met.known || reportedCheck(failure->check, known) != met.check) return std::nullopt;
    failure->check = met.check;
    return failure;
  };
}

Cell cellOf(const MetFailure& met, const CampaignOptions& options) {
  return {*options.strategies[met.strategy], *options.properties[met.property], TORCH_VERSION};
}

std::vector<std::string> namesOf(const FeatureSet& features) {
  std::vector<std::string> names;
  eachFeature(features, [&](size_t k) { names.emplace_back(allFeatures()[k].name); });
  return names;
}

/// A failure on the case that it was met on.
FailureRecord describeMet(const Cell& cell, const MetFailure& met, const SwapCase& swapCase, std::string message) {
  const Falsified failure{met.check, std::move(message), {}};
  FailureRecord record = describeFailure(cell.strategy(), cell.property().id, met.known, swapCase, failure);
  record.id = met.id;
  record.firstCase = static_cast<int64_t>(met.number);
  record.shrink = {0, swapCase.numel(), swapCase.numel(), ""};
  return record;
}

/// One that an immediate second run did not show.
FailureRecord describeFlaky(const Cell& cell, const MetFailure& met, const SwapCase& swapCase) {
  const FirstLook& look = met.firstLook;
  const std::string now = look.otherCheck.empty()
                              ? "it passes"
                              : fmt::format("it fails otherwise (check {}: {})", look.otherCheck, look.otherMessage);
  FailureRecord record =
      describeMet(cell, met, swapCase, fmt::format("at first {}; run again at once, {}", look.message, now));
  record.outcome = "flaky";
  return record;
}

/// One that only the process showed that met it.
FailureRecord describeUnrepeated(const Cell& cell, const MetFailure& met, const SwapCase& swapCase) {
  FailureRecord record = describeMet(
      cell, met, swapCase, fmt::format("at first {}; begun afresh, it does not fail so", met.firstLook.message));
  if (!met.known) record.outcome = "flaky";
  return record;
}

}  // namespace

FailureRecord shrinkFailure(const MetFailure& met, const CampaignOptions& options, const ShrinkLimits& limits,
                            const JudgeAgain& judgeAgain) {
  const Cell cell = cellOf(met, options);
  const SwapCase first = caseAt(options.seed, met.number, met.family);
  if (!met.firstLook.repeats) return describeFlaky(cell, met, first);
  const FailsAlike failsAlike = failsLike(cell, met, judgeAgain);
  auto failure = failsAlike(first);
  if (!failure) return describeUnrepeated(cell, met, first);
  const Shrunk shrunk = shrink(first, std::move(*failure), failsAlike, limits);
  FailureRecord record = describeMet(cell, met, shrunk.swapCase, shrunk.failure.message);
  record.grids.insert(record.grids.end(), shrunk.failure.evidence.begin(), shrunk.failure.evidence.end());
  record.shrink = shrunk.record;
  if (shrunk.record.ended == "minimal") record.matters = namesOf(featuresThatMatter(shrunk.swapCase));
  return record;
}

FailureRecord describeUnshrunk(const MetFailure& met, const CampaignOptions& options) {
  const Cell cell = cellOf(met, options);
  const SwapCase first = caseAt(options.seed, met.number, met.family);
  if (!met.firstLook.repeats) return describeFlaky(cell, met, first);
  FailureRecord record = describeMet(cell, met, first, met.firstLook.message);
  record.shrink.ended = "clock";
  return record;
}

}  // namespace swapcheck
