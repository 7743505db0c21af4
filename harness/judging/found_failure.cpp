#include "harness/judging/found_failure.h"

#include "generators/stream/generate.h"
#include "harness/counting/failure_id.h"
#include "harness/judging/what_matters.h"

namespace swapcheck {
FoundFailure::FoundFailure(const DistinctFailure& found, const CampaignOptions& options, JudgeAgain judgeAgain)
    : found_(found),
      options_(options),
      judgeAgain_(std::move(judgeAgain)),
      counter_(verdictCounterOf(options, *options.strategies[found.strategy], *options.properties[found.property])) {}

SwapCase FoundFailure::caseAt(uint64_t number) const { return caseOf(options_, number, found_.family); }

std::optional<CaseFailure> FoundFailure::failsAlike(const SwapCase& swapCase) const {
  const PreparedCase prepared(swapCase);
  const FeatureSet features = featuresOf(swapCase, prepared.host);
  if (counter_.covering(features, found_.cause.name()) != found_.known) return std::nullopt;
  auto failure = judgeAgain_(counter_.strategy(), counter_.property(), prepared);
  if (!failure) return std::nullopt;
  const KnownFailure* known = counter_.covering(features, failure->cause.name());
  if (known != found_.known || reportedCause(failure->cause, known) != found_.cause) return std::nullopt;
  failure->cause = found_.cause;
  return failure;
}

FailureRecord FoundFailure::described(const SwapCase& swapCase, std::string message) const {
  const CaseFailure failure{found_.cause, std::move(message)};
  FailureRecord record = describeFailure(counter_.strategy(), counter_.property().id, found_.known, swapCase, failure);
  record.id = found_.id;
  record.firstCase = static_cast<int64_t>(found_.number);
  record.shrink = {0, swapCase.numel(), swapCase.numel()};
  return record;
}

FailureRecord FoundFailure::described(const Shrunk& shrunk, const FailsAlike& failsAlike) const {
  FailureRecord record = described(shrunk.swapCase, shrunk.failure.message);
  record.grids.insert(record.grids.end(), shrunk.failure.evidence.begin(), shrunk.failure.evidence.end());
  record.shrink = shrunk.record;
  if (shrunk.record.ended == ShrinkEnd::Minimal) record.matters = namesOf(whatMatters(shrunk.swapCase, failsAlike));
  return record;
}

}  // namespace swapcheck
