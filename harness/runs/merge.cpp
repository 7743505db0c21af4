#include "harness/runs/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "harness/counting/pair_coverage.h"
#include "harness/counting/verdict_counter.h"
#include "harness/runs/merge_failures.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

std::vector<std::string> namesOf(const std::vector<NamedSummary>& all) {
  std::vector<std::string> names;
  for (const NamedSummary& one : all) names.push_back(one.name);
  return names;
}

/// The values that all shards of a campaign share, with their names.
std::vector<std::pair<const char*, std::string>> commonOf(const RunRecord& run) {
  const auto fact = [&run](const char* name) {
    const auto found = run.context.find(name);
    return found == run.context.end() ? std::string() : found->second;
  };
  return {{"seed", std::to_string(run.seed)},
          {"LibTorch", run.libtorch},
          {"swapcheck", fact("swapcheck")},
          {"--max-numel", fact("max_numel")},
          {"--kinds", fact("kinds")},
          {"number of shards", std::to_string(run.shard.count)},
          {"strategies", fmt::format("{}", fmt::join(namesOf(run.strategies), " "))},
          {"properties", fmt::format("{}", fmt::join(namesOf(run.properties), " "))}};
}

void requireOneCampaign(const std::vector<NamedRun>& runs) {
  const auto expected = commonOf(runs.front().record);
  std::set<int64_t> shards;
  for (const NamedRun& run : runs) {
    const auto got = commonOf(run.record);
    for (size_t k = 0; k < expected.size(); ++k)
      if (got[k] != expected[k])
        throw InputError(fmt::format("{} and {} are no shards of one campaign: {}: {}, and {}", runs.front().name,
                                     run.name, got[k].first, expected[k].second, got[k].second));
    const Shard& shard = run.record.shard;
    if (!shards.insert(shard.index).second)
      throw InputError(fmt::format("shard {}/{} is there twice", shard.index, shard.count), {.file = run.name});
  }
}

void addTo(VerdictRecord& sum, const VerdictRecord& other) {
  sum.cases += other.cases;
  sum.failures += other.failures;
  for (size_t k = 0; k < sum.known.size() && k < other.known.size(); ++k) {
    KnownFailureTally& known = sum.known[k];
    known.met += other.known[k].met;
    known.failed += other.known[k].failed;
    known.stale = !known.ofLibtorch && known.met >= kStaleAfter && known.failed == 0;
  }
  sum.verdict = verdictOf(sum);
}

void addTo(Accounting& sum, const Accounting& other) {
  sum.started += other.started;
  sum.finished += other.finished;
  sum.crashed += other.crashed;
  sum.hung += other.hung;
  sum.outOfMemory += other.outOfMemory;
  sum.abandoned += other.abandoned;
}

std::vector<Family> familiesOf(const RunRecord& run) {
  std::vector<Family> families;
  for (Family family : kFamilies)
    if (std::any_of(run.strategies.begin(), run.strategies.end(),
                    [&](const NamedSummary& strategy) { return strategy.family == familyName(family); }))
      families.push_back(family);
  return families;
}

void addPairs(RunRecord& sum, const RunRecord& other) {
  if (!sum.pairs || !other.pairs || sum.pairs->bits.size() != other.pairs->bits.size()) {
    sum.pairs.reset();
    return;
  }
  std::string bits = sum.pairs->bits;
  for (size_t k = 0; k < bits.size(); ++k)
    if (other.pairs->bits[k] == '1') bits[k] = '1';
  sum.pairs = pairCoverageOf(familiesOf(sum), bits);
}

/// Sort key: the order in which a single process would have found the failures.
auto orderOf(const RunRecord& run, const FailureRecord& failure) {
  const auto placeIn = [](const std::vector<NamedSummary>& all, const std::string& name) {
    return std::find_if(all.begin(), all.end(), [&](const NamedSummary& one) { return one.name == name; }) -
           all.begin();
  };
  const auto strategy = placeIn(run.strategies, failure.strategy);
  const std::string family =
      strategy < std::ssize(run.strategies) ? run.strategies[static_cast<size_t>(strategy)].family : "";
  const Family* place =
      std::find_if(std::begin(kFamilies), std::end(kFamilies), [&](Family f) { return familyName(f) == family; });
  return std::tuple(failure.firstCase, place - std::begin(kFamilies), strategy,
                    placeIn(run.properties, failure.property));
}

void add(RunRecord& sum, const RunRecord& other) {
  sum.cases += other.cases;
  sum.durationS = std::max(sum.durationS, other.durationS);
  sum.startedAt = std::min(sum.startedAt, other.startedAt);
  if (other.ended != RunEnd::Cases) sum.ended = other.ended;
  for (size_t k = 0; k < sum.verdicts.size(); ++k) addTo(sum.verdicts[k], other.verdicts.at(k));
  sum.failures.insert(sum.failures.end(), other.failures.begin(), other.failures.end());
  for (const StrategyNote& note : other.notes) addNote(sum.notes, note);
  for (size_t k = 0; k < sum.coverage.size(); ++k) sum.coverage[k].cases += other.coverage.at(k).cases;
  addPairs(sum, other);
  if (sum.accounting && other.accounting) addTo(*sum.accounting, *other.accounting);
  if (other.retired.size() > sum.retired.size()) sum.retired = other.retired;  // all decide alike: the longest wins
}

}  // namespace

RunRecord mergeRuns(const std::vector<NamedRun>& runs) {
  requireOneCampaign(runs);
  RunRecord sum = runs.front().record;
  for (size_t k = 1; k < runs.size(); ++k) add(sum, runs[k].record);
  std::stable_sort(sum.failures.begin(), sum.failures.end(),
                   [&](const FailureRecord& a, const FailureRecord& b) { return orderOf(sum, a) < orderOf(sum, b); });
  sum.failures = mergedFailures(sum.failures);
  std::stable_sort(sum.notes.begin(), sum.notes.end(),
                   [](const StrategyNote& a, const StrategyNote& b) { return a.number < b.number; });
  sum.shard = {};
  sum.casesPerS = sum.durationS > 0 ? static_cast<double>(sum.cases) / sum.durationS : 0;
  return sum;
}

std::vector<std::string> missingShards(const std::vector<NamedRun>& runs) {
  const int64_t count = runs.front().record.shard.count;
  std::vector<std::string> missing;
  for (int64_t index = 1; index <= count; ++index)
    if (std::none_of(runs.begin(), runs.end(), [&](const NamedRun& run) { return run.record.shard.index == index; }))
      missing.push_back(fmt::format("{}/{}", index, count));
  return missing;
}

}  // namespace swapcheck
