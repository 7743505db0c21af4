#include "detection.h"

#include <torch/version.h>

#include <algorithm>
#include <chrono>

#include "generators/stream/generate.h"
#include "harness/counting/verdict_counter.h"
#include "harness/judging/judging_process.h"
#include "harness/judging/quiet_libtorch.h"
#include "harness/judging/shrink.h"
#include "harness/processes/isolation.h"
#include "properties/property.h"
#include "reports/record/json_fields.h"

namespace swapcheck {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kForeverS = 1e6;

std::vector<const Property*> everyProperty() {
  std::vector<const Property*> all;
  for (const Property& property : allProperties()) all.push_back(&property);
  return all;
}

/// Whether a fault of LibTorch covers the failure: then it is none of the mutant's.
bool isKnown(const Mutant& mutant, const Property& property, const FeatureSet& features, const std::string& check) {
  return VerdictCounter(mutant.strategy, property).covering(features, check) != nullptr;
}

/// Judges by the mutant's own property; the same check makes the same failure.
FailsAlike failsLike(const Mutant& mutant, const std::string& check) {
  return [&mutant, check](const SwapCase& swapCase) -> std::optional<CaseFailure> {
    const Property* property = findProperty(mutant.property);
    const PreparedCase prepared(swapCase);
    if (isKnown(mutant, *property, featuresOf(swapCase, prepared.host), check)) return std::nullopt;
    auto judgements = judge(mutant.strategy, prepared, {&property, 1});
    auto* failure = std::get_if<Falsified>(&judgements.front().outcome);
    return failure && failure->check == check ? std::optional(caseFailureOf(std::move(*failure))) : std::nullopt;
  };
}

/// Notes what the judgements of one case say; true when the mutant is caught.
std::optional<Falsified> note(const Mutant& mutant, const PreparedCase& prepared, std::vector<Judgement> judgements,
                              Detection& detection) {
  std::optional<Falsified> own;
  for (Judgement& judgement : judgements) {
    auto* failure = std::get_if<Falsified>(&judgement.outcome);
    if (!failure) continue;
    const FeatureSet features = featuresOf(prepared.swapCase, prepared.host);
    if (isKnown(mutant, *judgement.property, features, failure->check)) continue;
    const std::string id(judgement.property->id);
    if (id == mutant.property)
      own = std::move(*failure);
    else if (std::find(detection.others.begin(), detection.others.end(), id) == detection.others.end())
      detection.others.push_back(id);
  }
  return own;
}

}  // namespace

Detection detect(const Mutant& mutant, uint64_t seed, const SearchLimits& limits, bool shrinks) {
  const std::vector<const Property*> properties = everyProperty();
  const Family family = familyOf(mutant.strategy.swap);
  BetweenCases between;
  Detection detection;
  const auto start = Clock::now();
  while (!detection.caught && detection.cases < limits.cases && detection.seconds < limits.seconds) {
    const PreparedCase prepared(caseAt(seed, static_cast<uint64_t>(detection.cases++), family));
    const auto failure =
        note(mutant, prepared, judge(mutant.strategy, prepared, properties, nullptr, &between), detection);
    detection.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!failure) continue;
    detection.caught = true;
    detection.check = failure->check;
    detection.message = failure->message;
    if (!shrinks) break;
    const Shrunk shrunk =
        shrink(prepared.swapCase, caseFailureOf(*failure), failsLike(mutant, failure->check), ShrinkLimits{});
    detection.foundElements = shrunk.record.from;
    detection.shrunkElements = shrunk.record.to;
    detection.shrinkEnded = shrinkEndName(shrunk.record.ended.value_or(ShrinkEnd::Clock));
  }
  return detection;
}

Detection detectIsolated(const Mutant& mutant, uint64_t seed, const SearchLimits& limits) {
  const ProcessLimits process{kForeverS, INT64_MAX};
  const IsolatedResult result = runIsolated(process, [&](Channel&) {
    becomeJudge();
    dropBacktraces();
    const QuietWarnings quiet;
    return fieldsToJson(detect(mutant, seed, limits, true)).dump();
  });
  return result.text ? fieldsFromJson<Detection>(nlohmann::ordered_json::parse(*result.text)) : Detection{};
}

}  // namespace swapcheck
