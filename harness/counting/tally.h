// Adds up what a campaign's cases gave.
#pragma once

#include <map>
#include <span>

#include "harness/counting/case_result.h"
#include "harness/counting/pair_coverage.h"
#include "harness/counting/probation.h"
#include "harness/counting/verdicts.h"

namespace swapcheck {

struct CampaignOptions;

/// A distinct failure: all of one strategy, property, check and known failure, or none.
struct MetFailure {
  std::string id;
  size_t strategy = 0;
  size_t property = 0;
  std::string check;
  /// What covers it, or null.
  const KnownFailure* known = nullptr;
  /// Of the first case that failed so.
  uint64_t number = 0;
  Family family = Family::Whole;
  FirstLook firstLook;
  /// Cases that failed so.
  int64_t count = 0;
  /// The process died of it only after the case was done, within so many seconds.
  double lateByS = 0;
};

/// Counts verdicts, failures and coverage. Results are added in the order of their numbers: then which case a failure
/// was first met on does not depend on who judged it when. Of numbers that are not dealt out to the campaign's shard,
/// only what decides which strategies are judged no more is counted.
class Tally {
 public:
  /// Keeps a reference to the options. Throws UnknownFeature.
  explicit Tally(const CampaignOptions& options);

  void add(const CaseResult& result);

  /// In the order in which they were first met; only ever grows.
  const std::vector<MetFailure>& failures() const { return failures_; }

  /// Distinct failures that no known failure covers.
  int64_t findings() const { return findings_; }

  /// Counts a process that died, after the case was done, of something that the strategy had left behind.
  void addLateDeath(uint64_t number, size_t strategy, const std::string& check, const FirstLook& look, double lateByS);

  /// Notes that the strategies judged last were not judged to their end, or not counted.
  void abandon(const CaseResult& result);

  /// Strategies, by place, that died so often that they are judged no more: nothing more of them is counted.
  const std::set<size_t>& retired() const { return probation_.over(); }

  /// Case numbers of the shard that were added.
  int64_t cases() const { return cases_; }

  /// Verdicts, coverage, and the campaign's seed, strategies and properties; the rest is the caller's to fill.
  RunRecord record() const;

  /// Every count, in an order that options and build fix; those of the failures come last, in their order.
  std::vector<int64_t> counters() const;

  /// In their order.
  const std::vector<RetiredStrategy>& retirements() const { return retirements_; }

  /// Makes a new tally what another one was, of the same options and build. Throws std::invalid_argument when there
  /// are other counts than these options have.
  void restore(std::vector<MetFailure> failures, std::vector<RetiredStrategy> retirements,
               std::span<const int64_t> counters);

 private:
  template <typename Self, typename Use>
  static void eachCounter(Self& self, const Use& use);

  static const PropertyResult* deathIn(const StrategyResult& result);
  void addCoverage(const FeatureSet& features);
  void addStrategy(const FamilyResult& family, const StrategyResult& result, uint64_t number);
  void noteProbation(const StrategyResult& result, uint64_t number);
  void countEnd(const StrategyResult& result);
  void addFailure(size_t cell, const FamilyResult& family, const PropertyResult& result, uint64_t number);
  void noteFailure(MetFailure failure);
  bool isRequired(size_t feature) const;
  bool hasStrategyOf(Family family) const;
  void recordCoverage(RunRecord& record) const;

  const CampaignOptions& options_;
  /// One for each strategy and property, properties running fastest.
  std::vector<Cell> cells_;
  std::vector<int64_t> coverage_;
  PairsSeen pairs_;
  std::vector<MetFailure> failures_;
  std::map<std::string, size_t> placeOf_;
  int64_t findings_ = 0;
  int64_t cases_ = 0;
  Accounting accounting_;
  Probation probation_;
  std::vector<RetiredStrategy> retirements_;
};

}  // namespace swapcheck
