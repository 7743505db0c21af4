#include "harness/workers/shrinker.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "harness/judging/case_judge.h"

namespace swapcheck {
namespace {

/// So often a process may die of candidates before shrinking is given up.
constexpr int kMostDeaths = 20;
/// Candidates that may each take as long as the limit allows.
constexpr int64_t kMostSlowEvaluations = 24;
/// Shrinking gets this long, in seconds, even when the campaign's time is nearly over.
constexpr double kLeastShrinkS = 1;

/// Judges in a process of its own: dying is the failure that is looked for.
std::optional<Falsified> deathOf(const Cell& cell, const PreparedCase& prepared, const ProcessLimits& limits,
                                 double lingerS) {
  for (int tries = 0; tries < kMostOutsiders; ++tries) {
    IsolatedProcess process(limits, [&](Channel& channel) {
      at::set_num_threads(1);
      channel.begin({});
      failureOf(cell, prepared);
      ChildProcess::endIfOutputIsLost();
      std::this_thread::sleep_for(std::chrono::duration<double>(lingerS));
      channel.rest();
    });
    waitForEnd(process);
    const auto death = process.death();
    if (!death) return std::nullopt;
    if (!death->byOutsider) return Falsified{std::string(nameOf(death->kind)), death->message, {}};
  }
  return std::nullopt;
}

}  // namespace

Shrinker::Shrinker(const MetFailure& met, size_t place, const CampaignOptions& options,
                   const IsolationOptions& isolation, double secondsLeft)
    : met_(met), place_(place), options_(options), isolation_(isolation), limits_(options.shrinkLimits) {
  if (met.check == nameOf(DeathKind::Hung) || met.check == nameOf(DeathKind::OutOfMemory) || met.lateByS > 0) {
    limits_.evaluations = std::min(limits_.evaluations, kMostSlowEvaluations);
    limits_.seconds = std::max(limits_.seconds, 2 * kMostSlowEvaluations * isolation.limits.caseTimeoutS);
  }
  limits_.seconds = std::min(limits_.seconds, std::max(kLeastShrinkS, secondsLeft));
  start();
}

void Shrinker::start() {
  process_ = std::make_unique<IsolatedProcess>(isolation_.limits, [this](Channel& channel) { work(channel); });
}

void Shrinker::work(Channel& channel) const {
  at::set_num_threads(1);
  uint64_t evaluation = 0;
  const JudgeAgain judgeAgain = [&](const Cell& cell, const PreparedCase& prepared) -> std::optional<Falsified> {
    if (isDeath(met_.check)) return deathOf(cell, prepared, isolation_.limits, met_.lateByS);
    if (deadly_.contains(evaluation++)) return std::nullopt;
    channel.begin({evaluation - 1, 0, 0});
    return failureOf(cell, prepared);
  };
  const FailureRecord record = shrinkFailure(met_, options_, limits_, judgeAgain);
  channel.send(toJson(record).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  channel.rest();
}

bool Shrinker::isDone() {
  if (record_) return true;
  process_->attend();
  if (!process_->process().end()) return false;
  if (const auto message = process_->channel().receive())
    record_ = failureRecordFromJson(nlohmann::ordered_json::parse(*message));
  else
    takeDeath();
  return record_.has_value();
}

/// Begins anew without the candidate that was deadly; with the same ones when somebody else killed the process.
void Shrinker::takeDeath() {
  const auto position = process_->channel().position();
  const auto death = process_->death();
  const bool isExplained = death && (death->byOutsider || position);
  if (!isExplained || ++deaths_ > kMostDeaths) {
    record_ = describeUnshrunk(met_, options_);
    record_->shrink.ended = "deaths";
    return;
  }
  if (!death->byOutsider) deadly_.insert(position->number);
  start();
}

FailureRecord Shrinker::record() const { return record_ ? *record_ : describeUnshrunk(met_, options_); }

}  // namespace swapcheck
