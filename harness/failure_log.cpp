#include "harness/failure_log.h"

#include <algorithm>

#include "harness/describe_failure.h"

namespace swapcheck {
namespace {

/// Shrinking gets this long, in seconds, even when the campaign's time is over.
constexpr double kLeastShrinkS = 1;

/// Judges a case by one property; a failure counts as alike when its check is the same and the same known failure
/// covers it, or none.
FailsAlike failsLike(const Cell& cell, const std::string& check, const KnownFailure* known) {
  return [&cell, check, known](const SwapCase& swapCase) -> std::optional<Falsified> {
    const PreparedCase prepared(swapCase);
    if (cell.covering(featuresOf(swapCase, prepared.host), check) != known) return std::nullopt;
    const Property* property = &cell.property();
    auto judgements = judge(cell.strategy(), prepared, {&property, 1});
    auto* failure = std::get_if<Falsified>(&judgements.front().outcome);
    return failure && failure->check == check ? std::optional(std::move(*failure)) : std::nullopt;
  };
}

}  // namespace

void FailureLog::add(const Cell& cell, const PreparedCase& prepared, const FeatureSet& features,
                     const Falsified& failure, int64_t number, double secondsLeft) {
  const KnownFailure* known = cell.covering(features, failure.check);
  const std::string id = failureId(cell.strategy(), cell.property().id, failure.check, known);
  if (auto found = placeOf_.find(id); found != placeOf_.end()) {
    ++failures_[found->second].count;
    return;
  }
  FailureRecord record = describe(cell, prepared, known, failure, secondsLeft);
  record.count = 1;
  record.firstCase = number;
  placeOf_[id] = failures_.size();
  failures_.push_back(std::move(record));
  if (!known) ++findings_;
  listener_.onFailure(failures_.back());
}

FailureRecord FailureLog::describe(const Cell& cell, const PreparedCase& prepared, const KnownFailure* known,
                                   const Falsified& failure, double secondsLeft) const {
  ShrinkLimits limits = options_.shrinkLimits;
  limits.seconds = std::min(limits.seconds, std::max(kLeastShrinkS, secondsLeft));
  const Shrunk shrunk = shrink(prepared.swapCase, failure, failsLike(cell, failure.check, known), limits);
  FailureRecord record = describeFailure(cell.strategy(), cell.property().id, known, shrunk.swapCase, shrunk.failure);
  record.shrink = shrunk.record;
  return record;
}

}  // namespace swapcheck
