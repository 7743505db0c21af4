#include "harness/tally.h"

#include <torch/version.h>

#include <algorithm>

#include "generators/generate.h"
#include "harness/case_judge.h"
#include "harness/describe_failure.h"
#include "harness/isolation.h"
#include "harness/pair_coverage.h"

namespace swapcheck {
Tally::Tally(const CampaignOptions& options)
    : options_(options),
      cells_(cellsOf(options)),
      coverage_(allFeatures().size()),
      judged_(options.strategies.size()),
      deaths_(options.strategies.size()) {}

void Tally::add(const CaseResult& result) {
  ++cases_;
  for (const FamilyResult& family : result.families) {
    for (size_t k = 0; k < coverage_.size(); ++k) coverage_[k] += family.features[k];
    pairs_.add(family.features);
    for (const StrategyResult& strategy : family.strategies) addStrategy(family, strategy, result.number);
  }
}

void Tally::abandon(const CaseResult& result) {
  for (const FamilyResult& family : result.families)
    for (const StrategyResult& strategy : family.strategies)
      if (!retired_.contains(strategy.strategy)) ++accounting_.started, ++accounting_.abandoned;
}

void Tally::addLateDeath(uint64_t number, size_t strategy, const std::string& check, const FirstLook& look,
                         double lateByS) {
  const Family family = familyOf(options_.strategies[strategy]->swap);
  const FamilyResult where{family, featuresOf(caseAt(options_.seed, number, family)), {}};
  const size_t before = failures_.size();
  addFailure(strategy * options_.properties.size(), where, {PropertyResult::Failed, check, look}, number);
  cells_[strategy * options_.properties.size()].countLate(where.features, check);
  if (failures_.size() > before) failures_.back().lateByS = lateByS;
}

/// Counts how the judging of one strategy's case ended.
void Tally::countEnd(const StrategyResult& result, uint64_t number) {
  ++accounting_.started;
  ++judged_[result.strategy];
  const auto death = std::find_if(result.properties.begin(), result.properties.end(),
                                  [](const PropertyResult& said) { return isDeath(said.check); });
  if (death == result.properties.end()) {
    ++accounting_.finished;
    return;
  }
  if (death->check == nameOf(DeathKind::Crashed)) ++accounting_.crashed;
  if (death->check == nameOf(DeathKind::Hung)) ++accounting_.hung;
  if (death->check == nameOf(DeathKind::OutOfMemory)) ++accounting_.outOfMemory;
  const int64_t deaths = ++deaths_[result.strategy];
  if (deaths < kMostDeathsOfStrategy || 2 * deaths <= judged_[result.strategy]) return;
  retired_.insert(result.strategy);
  retirements_.push_back(
      {options_.strategies[result.strategy]->name, deaths, judged_[result.strategy], static_cast<int64_t>(number)});
}

void Tally::addStrategy(const FamilyResult& family, const StrategyResult& result, uint64_t number) {
  if (retired_.contains(result.strategy)) return;
  countEnd(result, number);
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
  std::string id = failureId(strategy, property, said.check, known);
  if (!placeOf_.contains(id) && said.firstLook && !said.firstLook->repeats) {
    known = nullptr;
    id = failureId(strategy, property, said.check, nullptr) + "--flaky";
  }
  const auto [found, isNew] = placeOf_.try_emplace(id, failures_.size());
  if (isNew) {
    const size_t count = options_.properties.size();
    failures_.push_back({id, cell / count, cell % count, said.check, known, number, family.family,
                         said.firstLook.value_or(FirstLook{})});
    findings_ += known == nullptr;
  }
  ++failures_[found->second].count;
}

RunRecord Tally::record() const {
  RunRecord record;
  record.seed = options_.seed;
  record.cases = cases_;
  record.shard = options_.shard;
  record.libtorch = TORCH_VERSION;
  for (const Strategy* strategy : options_.strategies)
    record.strategies.push_back({strategy->name, strategy->summary, std::string(nameOf(familyOf(strategy->swap)))});
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
  for (const FeaturePair& pair : feasiblePairsOf(families)) bits += pairs_.count(pair) > 0 ? '1' : '0';
  record.pairs = pairCoverageOf(families, bits);
}

}  // namespace swapcheck
