#include "harness/counting/tally.h"

#include <algorithm>

#include "generators/stream/generate.h"
#include "harness/counting/case_stream.h"
#include "harness/counting/failure_id.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// Kinds of errors of one check that are told apart.
constexpr size_t kMostErrors = 4;

/// The counts of a campaign that has judged nothing.
CampaignCounts noCounts() {
  CampaignCounts counts;
  counts.features.resize(allFeatures().size());
  return counts;
}

void require(bool isOfTheseOptions) {
  if (!isOfTheseOptions) throw InputError("other counts than this campaign has");
}

}  // namespace

VerdictCounter verdictCounterOf(const CampaignOptions& options, const Strategy& strategy, const Property& property) {
  return {strategy, property, libtorchVersion(),
          isRequired(options, property) ? Refusals::Failures : Refusals::Unsupported};
}

std::vector<VerdictCounter> verdictCountersOf(const CampaignOptions& options) {
  std::vector<VerdictCounter> counters;
  for (const Strategy* strategy : options.strategies)
    for (const Property* property : options.properties)
      counters.push_back(verdictCounterOf(options, *strategy, *property));
  return counters;
}

bool isSlow(const DistinctFailure& failure) {
  const auto death = failure.cause.death();
  return death == DeathKind::Hung || death == DeathKind::OutOfMemory || failure.delayS > 0;
}

Tally::Tally(const CampaignOptions& options)
    : options_(options),
      counters_(verdictCountersOf(options)),
      retirement_(options.strategies.size()),
      counts_(noCounts()) {}

void Tally::add(const CaseResult& result) {
  const bool isDealt = isDealtTo(options_.shard, result.number);
  counts_.cases += isDealt;
  for (const FamilyResult& family : result.families) {
    if (isDealt) addCoverage(family.features);
    for (const StrategyResult& strategy : family.strategies) {
      if (retirement_.isRetired(strategy.strategy)) continue;
      if (isDealt) addStrategy(family, strategy, result.number);
      noteRetirement(strategy, result.number);
    }
  }
}

void Tally::addCoverage(const FeatureSet& features) {
  eachFeature(features, [&](size_t k) { ++counts_.features[k]; });
  pairs_.add(features);
}

void Tally::abandon(const CaseResult& result) {
  if (!isDealtTo(options_.shard, result.number)) return;
  for (const FamilyResult& family : result.families)
    for (const StrategyResult& strategy : family.strategies)
      if (!retirement_.isRetired(strategy.strategy)) ++counts_.accounting.started, ++counts_.accounting.abandoned;
}

void Tally::addDelayedDeath(uint64_t number, size_t strategy, DeathKind death, const FirstSighting& sighting,
                            double delayS) {
  if (!isDealtTo(options_.shard, number)) return;
  const Family family = familyOf(options_.strategies[strategy]->swap);
  const FamilyResult where{family, featuresOf(caseOf(options_, number, family)), {}};
  const size_t counter = strategy * options_.properties.size();
  addFailure(counter, where, {PropertyResult::Failed, death, sighting}, number, delayS);
  counters_[counter].countDelayed(where.features, FailureCause(death).name());
}

/// How the process died, if it did.
std::optional<DeathKind> Tally::deathIn(const StrategyResult& result) {
  for (const PropertyResult& propertyResult : result.properties)
    if (propertyResult.cause && propertyResult.cause->death()) return propertyResult.cause->death();
  return std::nullopt;
}

void Tally::noteRetirement(const StrategyResult& result, uint64_t number) {
  if (!retirementWindowOf(number)) return;
  const size_t s = result.strategy;
  if (const auto cause = retirement_.add(number, s, deathIn(result)))
    counts_.retired.push_back(
        {options_.strategies[s]->name, cause->deaths, cause->cases, static_cast<int64_t>(number)});
}

/// Counts how the judging of one strategy's case ended.
void Tally::countEnd(const StrategyResult& result) {
  Accounting& accounting = counts_.accounting;
  ++accounting.started;
  const auto death = deathIn(result);
  if (!death) {
    ++accounting.finished;
    return;
  }
  switch (*death) {
    case DeathKind::Crashed: ++accounting.crashed; break;
    case DeathKind::Hung: ++accounting.hung; break;
    case DeathKind::OutOfMemory: ++accounting.outOfMemory; break;
  }
}

void Tally::addStrategy(const FamilyResult& family, const StrategyResult& result, uint64_t number) {
  countEnd(result);
  for (const Note& note : result.notes) addNote(result.strategy, note, number);
  for (size_t p = 0; p < result.properties.size(); ++p) {
    const PropertyResult& propertyResult = result.properties[p];
    const size_t counter = result.strategy * options_.properties.size() + p;
    if (propertyResult.kind == PropertyResult::NotApplicable) continue;
    const std::string check = propertyResult.cause ? propertyResult.cause->name() : "";
    counters_[counter].count(family.features, propertyResult.cause ? &check : nullptr);
    if (propertyResult.cause) addFailure(counter, family, propertyResult, number);
  }
}

void Tally::addNote(size_t strategy, const Note& note, uint64_t number) {
  if (!isDealtTo(options_.shard, number)) return;
  swapcheck::addNote(counts_.notes,
                     {options_.strategies[strategy]->name, note.kind, 1, static_cast<int64_t>(number), note.message});
}

void Tally::addFailure(size_t counter, const FamilyResult& family, const PropertyResult& result, uint64_t number,
                       double delayS) {
  const Strategy& strategy = counters_[counter].strategy();
  const std::string_view property = counters_[counter].property().id;
  const KnownFailure* known = counters_[counter].covering(family.features, result.cause->name());
  FailureCause cause = reportedCause(*result.cause, known);
  std::string id = idOf(failureId(strategy, property, cause, known), cause);
  if (!placeOf_.contains(id) && result.firstSighting && !result.firstSighting->repeats) {
    known = nullptr;
    cause = reportedCause(*result.cause, known);
    id = failureId(strategy, property, cause, known) + "--flaky";
  }
  if (!placeOf_.contains(id)) {
    const size_t properties = options_.properties.size();
    noteFailure({id, counter / properties, counter % properties, cause, known, number, family.family,
                 result.firstSighting.value_or(FirstSighting{}), delayS});
  }
  const size_t place = placeOf_.at(id);
  ++counts_.failures[place];
  keepCase(place, {number, family.features});
}

std::string Tally::idOf(const std::string& unnumbered, const FailureCause& cause) const {
  const auto errors = errorsOf_.find(unnumbered);
  if (errors == errorsOf_.end()) return unnumbered;
  const auto& all = errors->second;
  const auto place = static_cast<size_t>(std::find(all.begin(), all.end(), cause.error()) - all.begin());
  return idOfError(unnumbered, place < kMostErrors ? place + 1 : 1);
}

void Tally::keepCase(size_t failure, const FailingCase& failing) {
  const DistinctFailure& distinct = failures_[failure];
  if (!distinct.known && distinct.firstSighting.repeats) failing_[failure].add(failing);
}

void Tally::noteFailure(DistinctFailure failure) {
  placeOf_.emplace(failure.id, failures_.size());
  if (failure.firstSighting.repeats) {
    const VerdictCounter& counter = counters_[failure.strategy * options_.properties.size() + failure.property];
    errorsOf_[failureId(counter.strategy(), counter.property().id, failure.cause, failure.known)].push_back(
        failure.cause.error());
  }
  failing_.emplace_back();
  findings_ += failure.known == nullptr;
  failures_.push_back(std::move(failure));
  counts_.failures.push_back(0);
}

CampaignCounts Tally::counts() const {
  CampaignCounts counts = counts_;
  for (const VerdictCounter& counter : counters_) counts.verdicts.push_back(counter.counts());
  for (const FailingCases& cases : failing_) {
    auto& numbers = counts.failingCases.emplace_back();
    for (const FailingCase& failing : cases.kept()) numbers.push_back(failing.number);
  }
  counts.pairs = pairs_.rows();
  counts.window = retirement_.window();
  counts.windows = retirement_.counts();
  return counts;
}

std::set<size_t> Tally::retiredIn(const CampaignCounts& counts) const {
  std::set<size_t> places;
  for (const RetiredStrategy& retired : counts.retired)
    for (size_t s = 0; s < options_.strategies.size(); ++s)
      if (options_.strategies[s]->name == retired.name) places.insert(s);
  return places;
}

void Tally::restore(std::vector<DistinctFailure> failures, const CampaignCounts& counts) {
  require(counts.verdicts.size() == counters_.size() && counts.features.size() == counts_.features.size() &&
          counts.failures.size() == failures.size() && counts.failingCases.size() == failures.size());
  for (DistinctFailure& failure : failures) noteFailure(std::move(failure));
  for (size_t k = 0; k < counters_.size(); ++k) counters_[k].restore(counts.verdicts[k]);
  pairs_.restore(counts.pairs);
  retirement_.restore(counts.window, counts.windows, retiredIn(counts));
  restoreCases(counts.failingCases);
  counts_ = counts;
  counts_.verdicts.clear();  // the counters have them
  counts_.failingCases.clear();
}

void Tally::restoreCases(const std::vector<std::vector<uint64_t>>& numbers) {
  for (size_t k = 0; k < numbers.size(); ++k)
    for (uint64_t number : numbers[k]) keepCase(k, {number, featuresOf(caseOf(options_, number, failures_[k].family))});
}

RunRecord Tally::record() const {
  RunRecord record;
  record.seed = options_.seed;
  record.cases = counts_.cases;
  record.shard = options_.shard;
  record.libtorch = libtorchVersion();
  for (const Strategy* strategy : options_.strategies)
    record.strategies.push_back({strategy->name, strategy->summary, std::string(familyName(familyOf(strategy->swap)))});
  for (const Property* property : options_.properties)
    record.properties.push_back({std::string(property->id), std::string(property->summary), ""});
  for (const VerdictCounter& counter : counters_) record.verdicts.push_back(counter.record());
  record.accounting = counts_.accounting;
  record.retired = counts_.retired;
  record.notes = counts_.notes;
  recordCoverage(record);
  return record;
}

bool Tally::hasStrategyOf(Family family) const {
  return std::any_of(options_.strategies.begin(), options_.strategies.end(),
                     [family](const Strategy* strategy) { return familyOf(strategy->swap) == family; });
}

bool Tally::isRequired(size_t feature) const {
  return std::any_of(std::begin(kFamilies), std::end(kFamilies),
                     [&](Family family) { return hasStrategyOf(family) && canOccur(feature, family); });
}

void Tally::recordCoverage(RunRecord& record) const {
  for (size_t k = 0; k < counts_.features.size(); ++k)
    record.coverage.push_back({std::string(allFeatures()[k].name), std::string(allFeatures()[k].summary),
                               counts_.features[k], isRequired(k)});
  std::vector<Family> families;
  std::copy_if(std::begin(kFamilies), std::end(kFamilies), std::back_inserter(families),
               [this](Family family) { return hasStrategyOf(family); });
  std::string bits;
  for (const FeaturePair& pair : feasiblePairsOf(families)) bits += pairs_.has(pair) ? '1' : '0';
  record.pairs = pairCoverageOf(families, bits);
}

}  // namespace swapcheck
