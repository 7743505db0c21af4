#include "harness/campaign.h"

#include <ATen/Parallel.h>
#include <fmt/format.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <set>

#include "generators/generate.h"
#include "generators/pairs.h"
#include "harness/failure_log.h"

namespace swapcheck {
namespace {

using Clock = std::chrono::steady_clock;

/// So many pairs of features that no case had are named.
constexpr size_t kMostUnseenPairs = 50;

class Campaign {
 public:
  Campaign(const CampaignOptions& options, CampaignListener& listener)
      : options_(options), listener_(listener), failures_(options, listener), coverage_(allFeatures().size()) {
    for (const Strategy* strategy : options.strategies)
      for (const Property* property : options.properties) cells_.emplace_back(*strategy, *property, TORCH_VERSION);
  }

  RunRecord run(const std::function<bool()>& stopRequested) {
    listener_.onProgress(progress());
    while (!isOver(stopRequested)) {
      for (Family family : kFamilies) runFamily(family);
      ++done_;
      listener_.onProgress(progress());
    }
    return record();
  }

 private:
  double elapsedS() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  double secondsLeft() const {
    return options_.timeS ? *options_.timeS - elapsedS() : std::numeric_limits<double>::infinity();
  }

  bool isOver(const std::function<bool()>& stopRequested) {
    if (options_.cases && done_ >= *options_.cases)
      ended_ = "cases";
    else if (secondsLeft() <= 0)
      ended_ = "time";
    else if (stopRequested())
      ended_ = "signal";
    return !ended_.empty();
  }

  bool hasStrategyOf(Family family) const {
    for (const Strategy* strategy : options_.strategies)
      if (familyOf(strategy->swap) == family) return true;
    return false;
  }

  /// Judges every strategy of the family on its case of the current number.
  void runFamily(Family family) {
    if (!hasStrategyOf(family)) return;
    const PreparedCase prepared(caseAt(options_.seed, static_cast<uint64_t>(done_), family));
    const FeatureSet features = featuresOf(prepared.swapCase, prepared.host);
    for (size_t k = 0; k < coverage_.size(); ++k) coverage_[k] += features[k];
    pairs_.add(features);
    for (size_t s = 0; s < options_.strategies.size(); ++s)
      if (familyOf(options_.strategies[s]->swap) == family) runStrategy(s, prepared, features);
  }

  void runStrategy(size_t strategy, const PreparedCase& prepared, const FeatureSet& features) {
    const auto judgements = judge(*options_.strategies[strategy], prepared, options_.properties);
    for (size_t p = 0; p < judgements.size(); ++p) {
      Cell& cell = cells_[strategy * options_.properties.size() + p];
      cell.count(features, judgements[p].outcome);
      if (const auto* failure = std::get_if<Falsified>(&judgements[p].outcome))
        failures_.add(cell, prepared, features, *failure, done_, secondsLeft());
    }
  }

  CampaignProgress progress() const {
    return {done_, options_.cases, elapsedS(), options_.timeS, failures_.findings()};
  }

  RunRecord record() {
    RunRecord record;
    record.seed = options_.seed;
    record.cases = done_;
    record.durationS = elapsedS();
    record.casesPerS = record.durationS > 0 ? static_cast<double>(done_) / record.durationS : 0;
    record.libtorch = TORCH_VERSION;
    record.ended = ended_;
    for (const Strategy* strategy : options_.strategies)
      record.strategies.push_back({strategy->name, strategy->summary, std::string(nameOf(familyOf(strategy->swap)))});
    for (const Property* property : options_.properties)
      record.properties.push_back({std::string(property->id), std::string(property->summary), ""});
    for (const Cell& cell : cells_) record.verdicts.push_back(cell.record());
    record.failures = failures_.take();
    recordCoverage(record);
    return record;
  }

  bool isRequired(size_t feature) const {
    return std::any_of(std::begin(kFamilies), std::end(kFamilies),
                       [&](Family family) { return hasStrategyOf(family) && canOccur(feature, family); });
  }

  void recordCoverage(RunRecord& record) const {
    for (size_t k = 0; k < coverage_.size(); ++k)
      record.coverage.push_back(
          {std::string(allFeatures()[k].name), std::string(allFeatures()[k].summary), coverage_[k], isRequired(k)});
    std::set<std::pair<size_t, size_t>> feasible;
    for (Family family : kFamilies)
      if (hasStrategyOf(family))
        for (const auto& [first, second] : feasiblePairs(family)) feasible.emplace(first, second);
    PairCoverage pairs{std::ssize(feasible)};
    for (const auto& [first, second] : feasible)
      if (pairs_.count({first, second}) > 0)
        ++pairs.seen;
      else if (pairs.unseen.size() < kMostUnseenPairs)
        pairs.unseen.push_back(fmt::format("{} + {}", allFeatures()[first].name, allFeatures()[second].name));
    record.pairs = std::move(pairs);
  }

  const CampaignOptions& options_;
  CampaignListener& listener_;
  FailureLog failures_;
  /// One for each strategy and property, properties running fastest.
  std::vector<Cell> cells_;
  std::vector<int64_t> coverage_;
  PairCounts pairs_;
  int64_t done_ = 0;
  std::string ended_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace

RunRecord runCampaign(const CampaignOptions& options, CampaignListener& listener,
                      const std::function<bool()>& stopRequested) {
  at::set_num_threads(1);
  return Campaign(options, listener).run(stopRequested);
}

}  // namespace swapcheck
