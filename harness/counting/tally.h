// Adds up what a campaign's cases gave.
#pragma once

#include <map>

#include "harness/counting/campaign_options.h"
#include "harness/counting/case_result.h"
#include "harness/counting/pair_coverage.h"
#include "harness/counting/retirement.h"
#include "harness/counting/verdict_counter.h"

namespace swapcheck {

/// A counter for each strategy and property, properties running fastest.
std::vector<VerdictCounter> verdictCountersOf(const CampaignOptions& options);

/// A distinct failure: all of one strategy, property, cause and known failure, or none.
struct DistinctFailure {
  std::string id = {};
  /// Places in the campaign's strategies and properties.
  size_t strategy = 0;
  size_t property = 0;
  FailureCause cause = std::string();
  /// What covers it, or null.
  const KnownFailure* known = nullptr;
  /// Of the first case that failed so.
  uint64_t number = 0;
  Family family = Family::Whole;
  FirstSighting firstSighting = {};
  /// The process died of it only after the case was done, within so many seconds; else 0.
  double delayS = 0;
};

/// Counts verdicts, failures and coverage. Results are added in the order of their numbers: then which case a failure
/// was first met on does not depend on who judged it when. Of numbers that are not dealt out to the campaign's shard,
/// only what decides which strategies are judged no more is counted.
class Tally {
 public:
  /// Keeps a reference to the options. Throws InputError.
  explicit Tally(const CampaignOptions& options);

  void add(const CaseResult& result);

  /// In the order in which they were first met; only ever grows.
  const std::vector<DistinctFailure>& failures() const { return failures_; }

  /// Cases of the failure at that place.
  int64_t countOf(size_t failure) const { return counts_.failures.at(failure); }

  /// Distinct failures that no known failure covers.
  int64_t findings() const { return findings_; }

  /// Counts a process that died, after the case was done, of something that the strategy had left behind.
  void addDelayedDeath(uint64_t number, size_t strategy, DeathKind death, const FirstSighting& sighting, double delayS);

  /// Notes that the strategies judged last were not judged to their end, or not counted.
  void abandon(const CaseResult& result);

  /// Strategies, by place, that died so often that they are judged no more: nothing more of them is counted.
  const std::set<size_t>& retired() const { return retirement_.retired(); }

  /// Case numbers of the shard that were added.
  int64_t cases() const { return counts_.cases; }

  /// Verdicts, coverage, and the campaign's seed, strategies and properties; the rest is the caller's to fill.
  RunRecord record() const;

  /// Everything that was counted.
  CampaignCounts counts() const;

  /// Makes a new tally what another one was, of the same options and build. Throws InputError when the
  /// counts are none of these options'.
  void restore(std::vector<DistinctFailure> failures, const CampaignCounts& counts);

 private:
  static std::optional<DeathKind> deathIn(const StrategyResult& result);
  void addCoverage(const FeatureSet& features);
  void addStrategy(const FamilyResult& family, const StrategyResult& result, uint64_t number);
  void noteRetirement(const StrategyResult& result, uint64_t number);
  void countEnd(const StrategyResult& result);
  void addFailure(size_t counter, const FamilyResult& family, const PropertyResult& result, uint64_t number,
                  double delayS = 0);
  void noteFailure(DistinctFailure failure);
  std::set<size_t> retiredIn(const CampaignCounts& counts) const;
  bool isRequired(size_t feature) const;
  bool hasStrategyOf(Family family) const;
  void recordCoverage(RunRecord& record) const;

  const CampaignOptions& options_;
  std::vector<VerdictCounter> counters_;
  PairsSeen pairs_;
  Retirement retirement_;
  std::vector<DistinctFailure> failures_;
  std::map<std::string, size_t> placeOf_;
  int64_t findings_ = 0;
  /// All but what the counters, the pairs and the retirement have counted.
  CampaignCounts counts_;
};

}  // namespace swapcheck
