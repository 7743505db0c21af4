#include "harness/failure_log.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/describe_failure.h"

namespace swapcheck {
namespace {

/// Shrinking gets this long, in seconds, even when the campaign's time is over.
constexpr double kLeastShrinkS = 1;

/// The failure of a case by the cell's property, if it fails.
std::optional<Falsified> failureOf(const Cell& cell, const PreparedCase& prepared) {
  const Property* property = &cell.property();
  auto judgements = judge(cell.strategy(), prepared, {&property, 1});
  auto* failure = std::get_if<Falsified>(&judgements.front().outcome);
  return failure ? std::optional(std::move(*failure)) : std::nullopt;
}

/// Judges a case by one property; a failure counts as alike when its check is the same and the same known failure
/// covers it, or none.
FailsAlike failsLike(const Cell& cell, const std::string& check, const KnownFailure* known) {
  return [&cell, check, known](const SwapCase& swapCase) -> std::optional<Falsified> {
    const PreparedCase prepared(swapCase);
    if (cell.covering(featuresOf(swapCase, prepared.host), check) != known) return std::nullopt;
    auto failure = failureOf(cell, prepared);
    return failure && failure->check == check ? failure : std::nullopt;
  };
}

/// A failure that an immediate second run, which gave `again`, does not show: nothing to shrink, and no known failure.
FailureRecord describeFlaky(const Cell& cell, const PreparedCase& prepared, const Falsified& failure,
                            const std::optional<Falsified>& again) {
  FailureRecord record = describeFailure(cell.strategy(), cell.property().id, nullptr, prepared.swapCase, failure);
  record.id += "--flaky";
  record.outcome = "flaky";
  const std::string now =
      again ? fmt::format("it fails otherwise (check {}: {})", again->check, again->message) : "it passes";
  record.message = fmt::format("at first {}; run again at once, {}", failure.message, now);
  record.shrink = {0, prepared.swapCase.numel(), prepared.swapCase.numel(), ""};
  return record;
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
  if (auto found = placeOf_.find(record.id); found != placeOf_.end()) {  // flaky once more
    ++failures_[found->second].count;
    return;
  }
  record.count = 1;
  record.firstCase = number;
  placeOf_[record.id] = failures_.size();
  failures_.push_back(std::move(record));
  if (isFinding(failures_.back())) ++findings_;
  listener_.onFailure(failures_.back());
}

FailureRecord FailureLog::describe(const Cell& cell, const PreparedCase& prepared, const KnownFailure* known,
                                   const Falsified& failure, double secondsLeft) const {
  ShrinkLimits limits = options_.shrinkLimits;
  limits.seconds = std::min(limits.seconds, std::max(kLeastShrinkS, secondsLeft));
  const auto again = failureOf(cell, prepared);
  if (!again || again->check != failure.check) return describeFlaky(cell, prepared, failure, again);
  const Shrunk shrunk = shrink(prepared.swapCase, failure, failsLike(cell, failure.check, known), limits);
  FailureRecord record = describeFailure(cell.strategy(), cell.property().id, known, shrunk.swapCase, shrunk.failure);
  record.shrink = shrunk.record;
  return record;
}

}  // namespace swapcheck
