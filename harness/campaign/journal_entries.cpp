#include "harness/campaign/journal_entries.h"

#include <fmt/format.h>

#include "harness/counting/failure_id.h"
#include "strategies/error.h"
#include "strategies/libtorch_faults.h"

namespace swapcheck {
namespace {

/// Entries refer to strategies, properties and features by index, which may be out of range.
void requireThere(bool isThere) {
  if (!isThere)
    throw InputError("an entry of this journal names a strategy, property or feature that its campaign does not have");
}

SavedSighting savedSightingOf(const FirstSighting& sighting) {
  return {sighting.message, sighting.repeats, sighting.otherCheck, sighting.otherMessage};
}

FirstSighting sightingFrom(const SavedSighting& saved) {
  return {saved.message, saved.repeats, saved.otherCheck, saved.otherMessage};
}

FailureCause causeFrom(const std::string& name, bool isDeath, const std::string& error) {
  if (!isDeath) return FailureCause(name, error);
  const auto death = deathKindNamed(name);
  if (!death) throw InputError(fmt::format("expected a death, got \"{}\"", name));
  return *death;
}

/// The known failure that gives a failure its id, or null.
const KnownFailure* knownOf(const DistinctFailure& failure, const CampaignOptions& options) {
  const Strategy& strategy = *options.strategies[failure.strategy];
  const std::string_view property = options.properties[failure.property]->id;
  const auto gives = [&](const KnownFailure& known) {
    return known.property == property && failureId(strategy, property, failure.cause, &known) == failure.id;
  };
  for (const KnownFailure& known : strategy.knownFailures)
    if (gives(known)) return &known;
  for (const KnownFailure& known : libtorchFaults())
    if (gives(known)) return &known;
  return nullptr;
}

SavedResult savedResultOf(const PropertyResult& result) {
  SavedResult saved{result.kind};
  if (result.cause) saved.cause = result.cause->name();
  saved.isDeath = result.cause && result.cause->death();
  if (result.cause) saved.error = result.cause->error();
  if (result.firstSighting) saved.sighting = savedSightingOf(*result.firstSighting);
  return saved;
}

PropertyResult resultFrom(const SavedResult& saved) {
  requireThere(saved.kind <= PropertyResult::Failed &&
               (saved.kind == PropertyResult::Failed) == saved.cause.has_value());
  PropertyResult result{static_cast<PropertyResult::Kind>(saved.kind)};
  if (saved.cause) result.cause = causeFrom(*saved.cause, saved.isDeath, saved.error);
  if (saved.sighting) result.firstSighting = sightingFrom(*saved.sighting);
  return result;
}

SavedPosition savedPositionOf(const Position& position) { return {position.number, position.slot}; }

Position positionFrom(const SavedPosition& saved, size_t slots) {
  requireThere(saved.slot < slots);
  return {saved.number, saved.slot, 0};
}

SavedFamilyResult savedFamilyOf(const FamilyResult& family) {
  SavedFamilyResult saved{std::string(familyName(family.family))};
  eachFeature(family.features, [&](size_t k) { saved.features.push_back(k); });
  for (const StrategyResult& strategy : family.strategies) {
    SavedStrategyResult& result = saved.strategies.emplace_back(SavedStrategyResult{strategy.strategy});
    for (const PropertyResult& property : strategy.properties) result.properties.push_back(savedResultOf(property));
    for (const Note& note : strategy.notes) result.notes.push_back({note.kind, note.message});
  }
  return saved;
}

FamilyResult familyFrom(const SavedFamilyResult& saved, const CampaignOptions& options) {
  const auto family = familyNamed(saved.family);
  if (!family) throw InputError(fmt::format("expected a family, got \"{}\"", saved.family));
  FamilyResult result{*family};
  for (uint64_t feature : saved.features) {
    requireThere(feature < allFeatures().size());
    result.features.set(feature);
  }
  for (const SavedStrategyResult& strategy : saved.strategies) {
    requireThere(strategy.strategy < options.strategies.size() &&
                 familyOf(options.strategies[strategy.strategy]->swap) == *family &&
                 strategy.properties.size() == options.properties.size());
    StrategyResult& judged = result.strategies.emplace_back(StrategyResult{strategy.strategy});
    for (const SavedResult& property : strategy.properties) judged.properties.push_back(resultFrom(property));
    for (const SavedNote& note : strategy.notes) judged.notes.push_back({note.kind, note.message});
  }
  return result;
}

}  // namespace

SavedFailure savedFailureOf(const DistinctFailure& failure) {
  return {failure.id,
          failure.strategy,
          failure.property,
          failure.cause.name(),
          failure.cause.death().has_value(),
          failure.cause.error(),
          failure.number,
          failure.delayS,
          savedSightingOf(failure.firstSighting)};
}

DistinctFailure failureFrom(const SavedFailure& saved, const CampaignOptions& options) {
  requireThere(saved.strategy < options.strategies.size() && saved.property < options.properties.size());
  const Strategy& strategy = *options.strategies[saved.strategy];
  DistinctFailure failure;
  failure.id = saved.id;
  failure.strategy = saved.strategy;
  failure.property = saved.property;
  failure.cause = causeFrom(saved.cause, saved.isDeath, saved.error);
  failure.known = knownOf(failure, options);
  failure.number = saved.number;
  failure.family = familyOf(strategy.swap);
  failure.firstSighting = sightingFrom(saved.sighting);
  failure.delayS = saved.delayS;
  const std::string id = failureId(strategy, options.properties[saved.property]->id, failure.cause, failure.known);
  requireThere(failure.id == id || failure.id == id + "--flaky" || failure.id.starts_with(id + "--error-"));
  return failure;
}

SavedDelayedDeath savedDeathOf(const DelayedDeath& delayed) {
  SavedDelayedDeath saved{toJson(delayed.death), savedPositionOf(delayed.victim)};
  for (const Position& position : delayed.judged.cases()) saved.judged.push_back(savedPositionOf(position));
  return saved;
}

DelayedDeath delayedDeathFrom(const SavedDelayedDeath& saved, size_t slots) {
  DelayedDeath delayed{about("an entry of this journal is none", [&] { return deathFromJson(saved.death); }),
                       positionFrom(saved.victim, slots),
                       {}};
  for (const SavedPosition& position : saved.judged) {
    const auto [number, slot, property] = positionFrom(position, slots);
    delayed.judged.add(number, slot);
  }
  return delayed;
}

WaitingEntry waitingEntryOf(const CaseResult& result) {
  WaitingEntry entry{result.number};
  for (const FamilyResult& family : result.families) entry.families.push_back(savedFamilyOf(family));
  return entry;
}

CaseResult caseResultFrom(const WaitingEntry& saved, const CampaignOptions& options) {
  CaseResult result{saved.number};
  for (const SavedFamilyResult& family : saved.families) result.families.push_back(familyFrom(family, options));
  return result;
}

}  // namespace swapcheck
