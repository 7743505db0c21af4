#include "harness/judging/case_judge.h"

#include "generators/stream/generate.h"
#include "harness/counting/failure_id.h"

namespace swapcheck {
namespace {

FirstSighting sightingOf(const Strategy& strategy, const Property& property, const PreparedCase& prepared,
                         const Falsified& failure) {
  auto again = failureOf(strategy, property, prepared);
  FirstSighting sighting{failure.message};
  sighting.repeats = again && again->check == failure.check && again->error == failure.error;
  if (again && !sighting.repeats) {
    sighting.otherCheck = std::move(again->check);
    sighting.otherMessage = std::move(again->message);
  }
  return sighting;
}

}  // namespace

/// Passes each property's outcome to the listener as soon as it is known.
class CaseJudge::Watcher : public JudgementWatcher {
 public:
  Watcher(CaseJudge& judge, size_t strategy, const PreparedCase& prepared, const FeatureSet& features,
          JudgeListener& listener)
      : judge_(judge), strategy_(strategy), prepared_(prepared), features_(features), listener_(listener) {}

  void before(size_t property) override { listener_.onProperty(property); }

  void after(size_t property, const Outcome& outcome) override {
    const VerdictCounter& counter = judge_.counters_[strategy_ * judge_.options_.properties.size() + property];
    listener_.onResult(property, judge_.resultOf(counter, prepared_, features_, outcome));
    if (const auto* passed = std::get_if<Passed>(&outcome); passed && passed->note) listener_.onNote(*passed->note);
  }

 private:
  CaseJudge& judge_;
  size_t strategy_;
  const PreparedCase& prepared_;
  const FeatureSet& features_;
  JudgeListener& listener_;
};

std::optional<Falsified> failureOf(const Strategy& strategy, const Property& property, const PreparedCase& prepared) {
  const Property* judged = &property;
  auto judgements = judge(strategy, prepared, {&judged, 1});
  auto* failure = std::get_if<Falsified>(&judgements.front().outcome);
  return failure ? std::optional(std::move(*failure)) : std::nullopt;
}

bool CaseJudge::judge(uint64_t number, size_t first, size_t last, JudgeListener& listener) {
  std::optional<PreparedCase> prepared;
  FeatureSet features;
  std::optional<Family> leftOut;
  for (size_t slot = first; slot < last; ++slot) {
    const auto [strategy, family] = slots_.at(slot);
    const bool isFirstOfFamily = slot == first || slots_.at(slot - 1).family != family;
    if (isFirstOfFamily && isTooLarge(number, family)) leftOut = family;
    if (leftOut == family) continue;
    const NextStep step = listener.onSlot(slot);
    if (step == NextStep::Stop) return false;
    if (step == NextStep::Skip) continue;
    if (!prepared || prepared->swapCase.family() != family) {
      prepared.emplace(caseOf(options_, number, family));
      features = featuresOf(prepared->swapCase, prepared->host);
      listener.onFamily(family, features);
    }
    Watcher watcher(*this, strategy, *prepared, features, listener);
    swapcheck::judge(*options_.strategies[strategy], *prepared, options_.properties, &watcher, &between_);
  }
  return true;
}

bool CaseJudge::isTooLarge(uint64_t number, Family family) const {
  return options_.maxNumel && numelOf(caseOf(options_, number, family).shape) > *options_.maxNumel;
}

PropertyResult CaseJudge::resultOf(const VerdictCounter& counter, const PreparedCase& prepared,
                                   const FeatureSet& features, const Outcome& outcome) {
  if (std::holds_alternative<NotApplicable>(outcome)) return {PropertyResult::NotApplicable};
  const auto* failure = std::get_if<Falsified>(&outcome);
  if (!failure) return {PropertyResult::Passed};
  const FailureCause cause(failure->check, failure->error);
  PropertyResult result{PropertyResult::Failed, cause};
  const KnownFailure* known = counter.covering(features, failure->check);
  const std::string id =
      failureId(counter.strategy(), counter.property().id, cause, known) + "\n" + reportedCause(cause, known).error();
  if (repeated_.contains(id)) return result;
  result.firstSighting = sightingOf(counter.strategy(), counter.property(), prepared, *failure);
  if (result.firstSighting->repeats) repeated_.insert(id);
  return result;
}

}  // namespace swapcheck
