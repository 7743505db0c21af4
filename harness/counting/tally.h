// Adds up the results of a campaign's cases.
#pragma once

#include <map>

#include "harness/counting/campaign_options.h"
#include "harness/counting/case_result.h"
#include "harness/counting/failing_cases.h"
#include "harness/counting/pair_coverage.h"
#include "harness/counting/retirement.h"
#include "harness/counting/verdict_counter.h"

namespace swapcheck {

/// A counter for one of the campaign's strategies and properties.
VerdictCounter verdictCounterOf(const CampaignOptions& options, const Strategy& strategy, const Property& property);

/// A counter for each strategy and property, properties running fastest.
std::vector<VerdictCounter> verdictCountersOf(const CampaignOptions& options);

/// A distinct failure: all failures with one strategy, property, cause and known failure (or none) are one. Of the
/// kinds of errors under one check only the first few are told apart; failures by more of them count as the first.
struct DistinctFailure {
  std::string id = {};
  /// Indices into the campaign's strategies and properties.
  size_t strategy = 0;
  size_t property = 0;
  FailureCause cause = std::string();
  /// The known failure that covers it, or null.
  const KnownFailure* known = nullptr;
  /// The first case that failed this way.
  uint64_t number = 0;
  Family family = Family::Whole;
  FirstSighting firstSighting = {};
  /// When the process died only after the case was done: within this many seconds; else 0.
  double delayS = 0;
};

/// Whether a failure costs seconds every time it is seen.
bool isSlow(const DistinctFailure& failure);

/// Counts verdicts, failures and coverage. Results are added in the order of their numbers, so that a failure's first
/// case does not depend on timing. Numbers that are not dealt to the campaign's shard count only towards retirement.
class Tally {
 public:
  /// Keeps a reference to the options. Throws InputError.
  explicit Tally(const CampaignOptions& options);

  void add(const CaseResult& result);

  /// In the order in which they first occurred; only grows.
  const std::vector<DistinctFailure>& failures() const { return failures_; }

  /// Number of cases of the failure at that index.
  int64_t countOf(size_t failure) const { return counts_.failures.at(failure); }

  /// Cases of the failure at that index; none where a known failure covers it, or it did not repeat.
  const std::vector<FailingCase>& casesOf(size_t failure) const { return failing_.at(failure).kept(); }

  /// Distinct failures that no known failure covers.
  int64_t findings() const { return findings_; }

  /// Counts a process that died after the case was done, of something that the strategy had left behind.
  void addDelayedDeath(uint64_t number, size_t strategy, DeathKind death, const FirstSighting& sighting, double delayS);

  /// Counts a note on the strategy of that index at its case of that number.
  void addNote(size_t strategy, const Note& note, uint64_t number);

  /// Counts the strategies in an unfinished result as abandoned.
  void abandon(const CaseResult& result);

  /// Indices of the retired strategies: nothing more is counted for them.
  const std::set<size_t>& retired() const { return retirement_.retired(); }

  /// How many of the shard's case numbers were added.
  int64_t cases() const { return counts_.cases; }

  /// Verdicts, coverage, and the campaign's seed, strategies and properties; the caller fills in the rest.
  RunRecord record() const;

  /// Everything that was counted.
  CampaignCounts counts() const;

  /// Makes a new tally equal to an earlier one with the same options and build. Throws InputError when the counts do
  /// not fit these options.
  void restore(std::vector<DistinctFailure> failures, const CampaignCounts& counts);

 private:
  static std::optional<DeathKind> deathIn(const StrategyResult& result);
  void addCoverage(const FeatureSet& features);
  void addStrategy(const FamilyResult& family, const StrategyResult& result, uint64_t number);
  void noteRetirement(const StrategyResult& result, uint64_t number);
  void countEnd(const StrategyResult& result);
  void addFailure(size_t counter, const FamilyResult& family, const PropertyResult& result, uint64_t number,
                  double delayS = 0);
  std::string idOf(const std::string& unnumbered, const FailureCause& cause) const;
  void noteFailure(DistinctFailure failure);
  void keepCase(size_t failure, const FailingCase& failing);
  void restoreCases(const std::vector<std::vector<uint64_t>>& numbers);
  std::set<size_t> retiredIn(const CampaignCounts& counts) const;
  bool isRequired(size_t feature) const;
  bool hasStrategyOf(Family family) const;
  void recordCoverage(RunRecord& record) const;

  const CampaignOptions& options_;
  std::vector<VerdictCounter> counters_;
  PairsSeen pairs_;
  Retirement retirement_;
  std::vector<DistinctFailure> failures_;
  std::vector<FailingCases> failing_;
  std::map<std::string, size_t> placeOf_;
  /// The kinds of errors of failures, by the ids of the failures without the kinds' numbers.
  std::map<std::string, std::vector<std::string>> errorsOf_;
  int64_t findings_ = 0;
  /// Everything except what the counters, the pairs and the retirement count.
  CampaignCounts counts_;
};

}  // namespace swapcheck
