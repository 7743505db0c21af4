#include "harness/runs/resume.h"

#include <fmt/format.h>

#include <algorithm>

#include "generators/case/json.h"
#include "generators/stream/generate.h"
#include "harness/campaign/clock.h"
#include "harness/campaign/described_failures.h"
#include "harness/counting/case_stream.h"
#include "harness/judging/shrink_failure.h"
#include "harness/runs/run_folder.h"
#include "harness/runs/saved_sources.h"
#include "harness/storage/host_context.h"
#include "harness/storage/journal_file.h"
#include "harness/workers/strategy_loader.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// This many numbers of each family, plain and steered ones, represent the stream.
constexpr uint64_t kNumbersInBuild = 4;

template <typename Item, typename NameOf>
std::vector<std::string> namesOf(const std::vector<const Item*>& items, NameOf nameOf) {
  std::vector<std::string> names;
  for (const Item* item : items) names.emplace_back(nameOf(*item));
  return names;
}

std::string nameOfStrategy(const Strategy& strategy) { return strategy.name; }
std::string nameOfProperty(const Property& property) { return std::string(property.id); }

/// Changes whenever the cases of the stream, or what is counted for them, change.
std::string buildOf(const CampaignOptions& options) {
  std::string text = fmt::format("{} {}", swapcheckVersion(), libtorchVersion());
  for (const Feature& feature : allFeatures()) text += feature.name;
  for (const VerdictCounter& counter : verdictCountersOf(options))
    for (const KnownFailureTally& known : counter.record().known) text += known.reason + known.when;
  for (Family family : kFamilies)
    for (uint64_t number = 0; number < kNumbersInBuild; ++number)
      text += toJson(caseOf(options, number, family)).dump();
  return checksumOf(text);
}

/// The catalogue, and the run's own sources when it lacks a strategy of the run.
Catalogue wholeCatalogue(const BeginEntry& begin, const Catalogue& catalogue) {
  for (const std::string& name : begin.strategies)
    if (!catalogue.find(name)) return withSources(catalogue, sourcesFrom(begin.sources));
  return catalogue;
}

const Strategy* strategyNamed(const std::string& name, const Catalogue& catalogue) {
  if (const Strategy* strategy = catalogue.find(name)) return strategy;
  throw InputError(fmt::format("the run judged the strategy \"{}\", which this swapcheck does not have", name));
}

const Property* propertyNamed(const std::string& id) {
  if (const Property* property = findProperty(id)) return property;
  throw InputError(fmt::format("the run judged the property \"{}\", which this swapcheck does not have", id));
}

std::string versionIn(const BeginEntry& begin) {
  const auto found = begin.context.find("swapcheck");
  return found == begin.context.end() ? "of an unknown version" : found->second;
}

CampaignOptions optionsFrom(const BeginEntry& begin, const Catalogue& catalogue) {
  CampaignOptions options;
  for (const std::string& name : begin.strategies) options.strategies.push_back(strategyNamed(name, catalogue));
  for (const std::string& id : begin.properties) options.properties.push_back(propertyNamed(id));
  for (const std::string& id : begin.required) options.required.push_back(propertyNamed(id));
  options.maxNumel = begin.maxNumel;
  options.kinds = begin.kinds;
  options.seed = begin.seed;
  options.shard = begin.shard;
  options.cases = begin.cases;
  options.timeS = begin.timeS;
  const bool isBounded =
      options.cases.value_or(1) > 0 && options.timeS.value_or(1) > 0 && (options.cases || options.timeS);
  if (!isBounded || options.shard.index < 1 || options.shard.index > options.shard.count ||
      options.shard.count > kMostShards)
    throw InputError("its first entry has impossible options");
  if (begin.build != buildOf(options))
    throw InputError(
        fmt::format("it was begun by another build, swapcheck {} with LibTorch {}, whose cases are "
                    "others: only that one can go on with it",
                    versionIn(begin), begin.libtorch));
  return options;
}

/// Records of the other mistakes behind the failure at that index.
std::vector<FailureRecord> savedOthersOf(const SavedCampaign& saved, size_t failure) {
  std::vector<FailureRecord> others;
  for (const Json& record : saved.othersOf(failure)) others.push_back(failureRecordFromJson(record));
  return others;
}

}  // namespace

void setLimits(SavedCampaign& saved, const CampaignOptions& options) {
  saved.begin.cases = options.cases;
  saved.begin.timeS = options.timeS;
}

SavedCampaign newCampaign(const CampaignOptions& options, const RunRecord& run,
                          const std::vector<StrategySource>& sources) {
  SavedCampaign campaign;
  campaign.hasBegun = true;
  BeginEntry& begin = campaign.begin;
  begin.build = buildOf(options);
  begin.libtorch = run.libtorch;
  begin.seed = options.seed;
  begin.shard = options.shard;
  begin.strategies = namesOf(options.strategies, nameOfStrategy);
  begin.properties = namesOf(options.properties, nameOfProperty);
  begin.required = namesOf(options.required, nameOfProperty);
  begin.maxNumel = options.maxNumel;
  begin.kinds = options.kinds;
  begin.sources = savedSourcesOf(sources);
  begin.startedAt = run.startedAt;
  begin.command = run.command;
  begin.context = run.context;
  setLimits(campaign, options);
  return campaign;
}

std::optional<FoundCampaign> savedCampaignIn(const fs::path& folder) {
  const fs::path file = folder / kJournalFile;
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) return std::nullopt;
  if (!fs::is_regular_file(status)) throw InputError("expected a regular file", {.file = file.string()});
  if (fs::is_empty(file, error)) return std::nullopt;
  const JournalEntries read = readJournal(file);
  if (read.entries.empty())
    throw InputError("its first entry is damaged, or it is no journal: nothing can be gone on with",
                     {.file = file.string()});
  return inFile(file.string(), [&] {
    FoundCampaign found{{}, file, read.damage};
    for (const Json& entry : read.entries) found.saved.apply(entry);
    return found;
  });
}

CampaignOptions optionsOf(const FoundCampaign& found, const Catalogue& catalogue) {
  return inFile(found.file.string(), [&] {
    const CampaignOptions options = optionsFrom(found.saved.begin, catalogue);
    restored(found.saved, options);
    delayedDeathOf(found.saved, options);
    return options;
  });
}

RunRecord recordOf(const FoundCampaign& found, const Catalogue& given) {
  const SavedCampaign& saved = found.saved;
  const Catalogue catalogue = inFile(found.file.string(), [&] { return wholeCatalogue(saved.begin, given); });
  const CampaignOptions options = optionsOf(found, catalogue);
  return inFile(found.file.string(), [&] {
    Tally tally = restored(saved, options);
    if (const auto delayed = delayedDeathOf(saved, options))
      addUnexplained(*delayed, SearchEnd::Interrupted, judgingSlotsOf(options), tally);
    std::vector<FailureRecord> failures;
    for (size_t k = 0; k < tally.failures().size(); ++k) {
      const auto shrunk = saved.shrunk.find(k);
      addCounted(failures, tally, k,
                 shrunk == saved.shrunk.end() ? describeUnshrunk(tally.failures()[k], options)
                                              : failureRecordFromJson(shrunk->second),
                 savedOthersOf(saved, k));
    }
    for (FailureRecord& failure : failures) failure.sources = sourcesFor(failure.strategy, catalogue);
    RunRecord record =
        recordOf(tally, saved.progress.spentS, saved.ended.value_or(RunEnd::Killed), std::move(failures));
    record.startedAt = saved.begin.startedAt;
    record.command = saved.begin.command;
    record.context = saved.begin.context;
    return record;
  });
}

RunRecord readRunOrJournal(const fs::path& folder, const Catalogue& catalogue, std::string* damage) {
  std::error_code error;
  const bool isWritten = fs::exists(folder / "run.json", error);
  try {
    const auto found = savedCampaignIn(folder);
    if (!found) return readRun(folder);
    RunRecord sofar = recordOf(*found, catalogue);
    if (damage) *damage = found->damage;
    if (!isWritten) return sofar;
    RunRecord written = readRun(folder);
    const bool goesOn = !found->saved.ended && found->damage.empty();
    return goesOn || sofar.cases > written.cases ? sofar : written;
  } catch (const InputError&) {
    if (!isWritten) throw;
  }
  return readRun(folder);
}

}  // namespace swapcheck
