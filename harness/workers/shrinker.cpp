#include "harness/workers/shrinker.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "harness/counting/failure_id.h"
#include "harness/judging/judging_process.h"
#include "harness/judging/shrink_other.h"
#include "harness/workers/lazy_source.h"

namespace swapcheck {
namespace {

/// Shrinking is given up after this many deaths.
constexpr int kMostDeaths = 20;
/// Most candidates when each may take as long as the limit allows.
constexpr int64_t kMostSlowEvaluations = 24;

/// Judges in a process of its own; only a death counts as the failure.
std::optional<CaseFailure> deathOf(const Strategy& strategy, const Property& property, const PreparedCase& prepared,
                                   const ProcessLimits& limits, double lingerS) {
  for (int tries = 0; tries < kMostOutsiders; ++tries) {
    const IsolatedResult result = runIsolated(limits, [&](Channel&) {
      becomeJudge();
      loadPythonInAdvance();
      judgeHere(strategy, property, prepared);
      ChildProcess::endIfOutputIsLost();
      std::this_thread::sleep_for(std::chrono::duration<double>(lingerS));
      return "";
    });
    if (!result.death) return std::nullopt;
    if (!isByOutsider(*result.death)) return caseFailureOf(*result.death);
  }
  return std::nullopt;
}

}  // namespace

Shrinker::Shrinker(const DistinctFailure& failure, ShrinkTask task, const CampaignOptions& options,
                   const IsolationOptions& isolation, double secondsLeft)
    : failure_(failure),
      task_(std::move(task)),
      options_(options),
      isolation_(isolation),
      limits_(options.shrinkLimits) {
  if (isSlow(failure)) {
    limits_.evaluations = std::min(limits_.evaluations, kMostSlowEvaluations);
    limits_.seconds = std::max(limits_.seconds, 2 * kMostSlowEvaluations * isolation.limits.caseTimeoutS);
  }
  limits_ = limits_.within(secondsLeft);
  start();
}

void Shrinker::start() {
  call_.emplace(isolation_.limits, [this](Channel& channel) { return work(channel); });
}

std::string Shrinker::work(Channel& channel) const {
  channel.endWork();  // until a candidate is judged
  becomeJudge();
  if (!failure_.cause.death()) loadPythonInAdvance();
  uint64_t evaluation = 0;
  const JudgeAgain judgeAgain = [&](const Strategy& strategy, const Property& property,
                                    const PreparedCase& prepared) -> std::optional<CaseFailure> {
    if (failure_.cause.death()) return deathOf(strategy, property, prepared, isolation_.limits, failure_.delayS);
    if (deadly_.contains(++evaluation)) return std::nullopt;
    channel.beginWork({evaluation, 0, 0});
    return judgeHere(strategy, property, prepared);
  };
  const auto record = shrunk(judgeAgain);
  if (!record) return "";
  return toJson(*record).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<FailureRecord> Shrinker::shrunk(const JudgeAgain& judgeAgain) const {
  if (task_.suspect) return shrinkOther(failure_, *task_.suspect, options_, limits_, judgeAgain);
  return shrinkFailure(failure_, options_, limits_, judgeAgain);
}

bool Shrinker::isDone() {
  if (isDone_) return true;
  if (!call_->isDone()) return false;
  const IsolatedResult result = call_->result();
  if (result.text) {
    record_ = recordFrom(*result.text);
    isDone_ = true;
  } else {
    takeDeath(result);
  }
  return isDone_;
}

/// The record that the process sent; the unshrunk one when the strategy has overwritten it.
std::optional<FailureRecord> Shrinker::recordFrom(const std::string& text) const {
  if (text.empty()) return unshrunk();
  try {
    FailureRecord record = failureRecordFromJson(nlohmann::ordered_json::parse(text));
    const bool isOthers = task_.suspect && record.id == idOfOther(failure_.id, task_.suspect->others + 1);
    return isOthers || record.id == failure_.id ? std::optional(std::move(record)) : unshrunk();
  } catch (const std::exception&) {  // no record at all
    return unshrunk();
  }
}

/// What there is to say without shrinking: of another mistake, nothing.
std::optional<FailureRecord> Shrinker::unshrunk() const {
  return task_.suspect ? std::nullopt : std::optional(describeUnshrunk(failure_, options_));
}

/// Starts over without the deadly candidate, or with the same ones when the process was killed from outside.
void Shrinker::takeDeath(const IsolatedResult& result) {
  const bool isOutsiders = result.death && isByOutsider(*result.death);
  const bool isCandidates = result.death && result.position && result.position->number > 0;
  if ((!isOutsiders && !isCandidates) || ++deaths_ > kMostDeaths) return giveUp();
  if (!isOutsiders) deadly_.insert(result.position->number);
  start();
}

void Shrinker::giveUp() {
  record_ = unshrunk();
  if (record_) record_->shrink.ended = ShrinkEnd::Deaths;
  isDone_ = true;
}

}  // namespace swapcheck
