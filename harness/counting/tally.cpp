#include "harness/counting/tally.h"

#include <torch/version.h>

#include <algorithm>

#include "generators/stream/generate.h"
#include "harness/judging/case_judge.h"
#include "harness/judging/describe_failure.h"
#include "harness/workers/isolation.h"
#include "harness/counting/pair_coverage.h"

namespace swapcheck {

Tally::Tally(const CampaignOptions& options)
    : options_(options),
      cells_(cellsOf(options)),
      coverage_(allFeatures().size()),
      probation_(options.strategies.size()) {}

void Tally::add(const CaseResult& result) {
  const bool isDealt = isDealtTo(options_.shard, result.number);
  cases_ += isDealt;
  for (const FamilyResult& family : result.families) {
    if (isDealt) addCoverage(family.features);
    for (const StrategyResult& strategy : family.strategies) {
      if (probation_.isOver(strategy.strategy)) continue;
      if (isDealt) addStrategy(family, strategy, result.number);
      noteProbation(strategy, result.number);
    }
  }
}

void Tally::addCoverage(const FeatureSet& features) {
  eachFeature(features, [&](size_t k) { ++coverage_[k]; });
  pairs_.add(features);
}

void Tally::abandon(const CaseResult& result) {
  if (!isDealtTo(options_.shard, result.number)) return;
  for (const FamilyResult& family : result.families)
    for (const StrategyResult& strategy : family.strategies)
      if (!probation_.isOver(strategy.strategy)) ++accounting_.started, ++accounting_.abandoned;
}

void Tally::addLateDeath(uint64_t number, size_t strategy, const std::string& check, const FirstLook& look,
                         double lateByS) {
  if (!isDealtTo(options_.shard, number)) return;
  const Family family = familyOf(options_.strategies[strategy]->swap);
  const FamilyResult where{family, featuresOf(caseAt(options_.seed, number, family)), {}};
  const size_t before = failures_.size();
  addFailure(strategy * options_.properties.size(), where, {PropertyResult::Failed, check, look}, number);
  cells_[strategy * options_.properties.size()].countLate(where.features, check);
  if (failures_.size() > before) failures_.back().lateByS = lateByS;
}

/// The property during which the process died, or null.
const PropertyResult* Tally::deathIn(const StrategyResult& result) {
  const auto death = std::find_if(result.properties.begin(), result.properties.end(), [](const PropertyResult& said) {
    return said.kind == PropertyResult::Failed && isDeath(said.check);
  });
  return death == result.properties.end() ? nullptr : &*death;
}

void Tally::noteProbation(const StrategyResult& result, uint64_t number) {
  if (!probationWindowOf(number)) return;
  const size_t s = result.strategy;
  if (!probation_.add(number, s, deathIn(result) != nullptr)) return;
  retirements_.push_back(
      {options_.strategies[s]->name, probation_.deaths(s), probation_.judged(s), static_cast<int64_t>(number)});
}

/// Counts how the judging of one strategy's case ended.
void Tally::countEnd(const StrategyResult& result) {
  ++accounting_.started;
  const PropertyResult* death = deathIn(result);
  if (!death)
    ++accounting_.finished;
  else if (death->check == nameOf(DeathKind::Crashed))
    ++accounting_.crashed;
  else if (death->check == nameOf(DeathKind::Hung))
    ++accounting_.hung;
  else
    ++accounting_.outOfMemory;
}

void Tally::addStrategy(const FamilyResult& family, const StrategyResult& result, uint64_t number) {
  countEnd(result);
  for (size_t p = 0; p < result.properties.size(); ++p) {
    const PropertyResult& said = result.properties[p];
    const size_t cell = result.strategy * options_.properties.size() + p;
    if (said.kind == PropertyResult::NotApplicable) continue;
    cells_[cell].count(family.features, said.kind == PropertyResult::Failed ? &said.check : nullptr);
    if (said.kind == PropertyResult::Failed) addFailure(cell, family, said, number);
  }
}

void Tally::addFailure(size_t cell, const FamilyResult& family, const PropertyResult& said, uint64_t number) {
  const Strategy& strategy = cells_[cell].strategy();
  const std::string_view property = cells_[cell].property().id;
  const KnownFailure* known = cells_[cell].covering(family.features, said.check);
  std::string check = reportedCheck(said.check, known);
  std::string id = failureId(strategy, property, check, known);
  if (!placeOf_.contains(id) && said.firstLook && !said.firstLook->repeats) {
    known = nullptr;
    check = reportedCheck(said.check, known);
    id = failureId(strategy, property, check, known) + "--flaky";
  }
  if (!placeOf_.contains(id)) {
    const size_t count = options_.properties.size();
    noteFailure(
        {id, cell / count, cell % count, check, known, number, family.family, said.firstLook.value_or(FirstLook{})});
  }
  ++failures_[placeOf_.at(id)].count;
}

void Tally::noteFailure(MetFailure failure) {
  placeOf_.emplace(failure.id, failures_.size());
  findings_ += failure.known == nullptr;
  failures_.push_back(std::move(failure));
}

/// All but the pairs and the counts of failures.
template <typename Self, typename Use>
void Tally::eachCounter(Self& self, const Use& use) {
  use(self.cases_);
  for (auto& cell : self.cells_) Cell::eachCounter(cell, use);
  for (auto& count : self.coverage_) use(count);
  auto& a = self.accounting_;
  for (auto* count : {&a.started, &a.finished, &a.crashed, &a.hung, &a.outOfMemory, &a.abandoned}) use(*count);
  Probation::eachCounter(self.probation_, use);
}

std::vector<int64_t> Tally::counters() const {
  std::vector<int64_t> counters = pairs_.words();
  eachCounter(*this, [&](int64_t count) { counters.push_back(count); });
  for (const MetFailure& failure : failures_) counters.push_back(failure.count);
  return counters;
}

void Tally::restore(std::vector<MetFailure> failures, std::vector<RetiredStrategy> retirements,
                    std::span<const int64_t> counters) {
  for (MetFailure& failure : failures) noteFailure(std::move(failure));
  if (counters.size() != this->counters().size()) throw std::invalid_argument("other counts than this campaign has");
  size_t next = pairs_.words().size();
  pairs_.restore(counters.first(next));
  eachCounter(*this, [&](int64_t& count) { count = counters[next++]; });
  for (MetFailure& failure : failures_) failure.count = counters[next++];
  retirements_ = std::move(retirements);
  for (const RetiredStrategy& retired : retirements_)
    for (size_t s = 0; s < options_.strategies.size(); ++s)
      if (options_.strategies[s]->name == retired.name) probation_.restoreOver(s);
}

RunRecord Tally::record() const {
  RunRecord record;
  record.seed = options_.seed;
  record.cases = cases_;
  record.shard = options_.shard;
  record.libtorch = TORCH_VERSION;
  for (const Strategy* strategy : options_.strategies)
    record.strategies.push_back({strategy->name, strategy->summary, std::string(familyName(familyOf(strategy->swap)))});
  for (const Property* property : options_.properties)
    record.properties.push_back({std::string(property->id), std::string(property->summary), ""});
  for (const Cell& cell : cells_) record.verdicts.push_back(cell.record());
  record.accounting = accounting_;
  record.retired = retirements_;
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
  for (size_t k = 0; k < coverage_.size(); ++k)
    record.coverage.push_back(
        {std::string(allFeatures()[k].name), std::string(allFeatures()[k].summary), coverage_[k], isRequired(k)});
  std::vector<Family> families;
  std::copy_if(std::begin(kFamilies), std::end(kFamilies), std::back_inserter(families),
               [this](Family family) { return hasStrategyOf(family); });
  std::string bits;
  for (const FeaturePair& pair : feasiblePairsOf(families)) bits += pairs_.has(pair) ? '1' : '0';
  record.pairs = pairCoverageOf(families, bits);
}

}  // namespace swapcheck
