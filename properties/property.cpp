#include "properties/property.h"

#include "properties/state/thread_state.h"

namespace swapcheck {
namespace {

const Property kProperties[] = {
    {"originals", "operands and selection are left as they were, byte for byte", checkOriginals},
    {"values", "each result equals the routing bit for bit", checkValues},
    {"metadata", "results have the right sizes, dtype and device", checkMetadata},
    {"fresh", "results share no memory with the inputs, each other or among their elements", checkFresh},
    {"gradient", "reverse mode equals the inverse routing and exact finite differences", checkGradient},
    {"second-order", "double backward of a quadratic function equals the routing's Hessian", checkSecondOrder},
    {"forward-mode", "forward mode equals the routing of the tangents, alone and over reverse mode, and transposes it",
     checkForwardMode},
    {"determinism", "the same bits again, with several threads and from callers at once", checkDeterminism},
    {"modes", "right values and no graph under no-grad and inference mode", checkModes},
    {"hygiene", "calls leave the state of thread and process as it was", checkHygiene},
    {"rejects", "invalid input throws a clear error, or is answered by its only meaning, and nothing is written",
     checkRejects, Input::Invalid},
};

/// Where LibTorch lacks an operator for an exotic dtype, only what the call did beside it has something to say; and
/// where the strategy has found a promise of its own broken, only the property that it names.
bool saysNothing(const Property& property, const Observation& o) {
  if (o.thrown && !o.thrown->property.empty()) return true;
  const bool lacksKernel = isExotic(o.prepared.swapCase.dtype) && o.thrown &&
                           o.thrown->text.find("not implemented for") != std::string::npos;
  return lacksKernel && property.id != "originals" && property.id != "hygiene";
}

/// Whether what the strategy threw is the property's outcome.
bool isOfThrown(const Property& property, const Observation& o) {
  return o.thrown && (o.thrown->property == property.id || o.thrown->property == "*");
}

std::vector<Judgement> withoutJudgement(std::span<const Property* const> properties) {
  std::vector<Judgement> judgements;
  for (const Property* property : properties) judgements.push_back({property, NotApplicable{}});
  return judgements;
}

}  // namespace

std::span<const Property> allProperties() { return kProperties; }

const Property* findProperty(std::string_view id) {
  for (const Property& property : kProperties)
    if (property.id == id) return &property;
  return nullptr;
}

std::vector<Judgement> judge(const Strategy& strategy, const PreparedCase& prepared,
                             std::span<const Property* const> properties, JudgementWatcher* watcher,
                             BetweenCases* between) {
  if (!isSupported(prepared.swapCase.dtype)) return withoutJudgement(properties);
  const Input input = prepared.swapCase.defect == Defect::None ? Input::Valid : Input::Invalid;
  std::optional<BetweenCases> own;
  if (!between) between = &own.emplace();
  std::optional<Observation> observation;
  std::vector<Judgement> judgements;
  judgements.reserve(properties.size());
  for (const Property* property : properties) {
    const size_t place = judgements.size();
    judgements.push_back({property, NotApplicable{}});
    if (property->input != input) continue;
    if (watcher) watcher->before(place);
    if (!observation) observation.emplace(strategy, prepared, between->process, &between->lateWrites);
    if (isOfThrown(*property, *observation)) {
      judgements.back().outcome = Falsified{observation->thrown->check, observation->thrown->text, {}};
    } else if (!saysNothing(*property, *observation)) {
      const ThreadState before;  // a backward pass runs code of the strategy's, too
      judgements.back().outcome = property->check(*observation);
      if (auto* failure = std::get_if<Falsified>(&judgements.back().outcome))
        nameOperators(*observation, property->id, *failure);
      observation->left->add(before.restore());
    }
    if (watcher) watcher->after(place, judgements.back().outcome);
  }
  if (observation) observation->keepForLateWrites();
  return judgements;
}

}  // namespace swapcheck
