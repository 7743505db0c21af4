#include "harness/runs/resume.h"

#include <fmt/format.h>

#include "generators/case/json.h"
#include "generators/stream/generate.h"
#include "harness/judging/case_judge.h"
#include "harness/errors.h"
#include "harness/storage/host_context.h"
#include "harness/storage/journal_file.h"
#include "harness/workers/late_deaths.h"
#include "harness/runs/run_folder.h"
#include "harness/runs/saved_sources.h"
#include "harness/judging/shrink_failure.h"
#include "harness/commands/strategy_sources.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int64_t kJournalSchema = 1;
/// So many numbers of each family stand for the stream: plain and steered ones.
constexpr uint64_t kNumbersInBuild = 4;

template <typename Item, typename NameOf>
std::vector<std::string> namesOf(const std::vector<const Item*>& items, NameOf nameOf) {
  std::vector<std::string> names;
  for (const Item* item : items) names.emplace_back(nameOf(*item));
  return names;
}

std::string nameOfStrategy(const Strategy& strategy) { return strategy.name; }
std::string nameOfProperty(const Property& property) { return std::string(property.id); }

/// Changes whenever the cases of the stream, or what is counted of them, are others.
std::string buildOf(const CampaignOptions& options) {
  std::string text = fmt::format("{} {}", hostContext().at("swapcheck"), libtorchVersion());
  for (const Feature& feature : allFeatures()) text += feature.name;
  for (const Cell& cell : cellsOf(options))
    for (const KnownFailureTally& known : cell.record().known) text += known.reason + known.when;
  for (Family family : kFamilies)
    for (uint64_t number = 0; number < kNumbersInBuild; ++number)
      text += toJson(caseAt(options.seed, number, family)).dump();
  return checksumOf(text);
}

/// The catalogue, and the run's own sources when it lacks a strategy of the run.
Catalogue wholeCatalogue(const Json& begin, const Catalogue& catalogue) {
  for (const Json& name : begin.at("strategies"))
    if (!catalogue.find(name.get<std::string>())) return withSources(catalogue, strategySourcesFromJson(begin));
  return catalogue;
}

const Strategy* strategyNamed(const std::string& name, const Catalogue& catalogue) {
  if (const Strategy* strategy = catalogue.find(name)) return strategy;
  throw JournalError(fmt::format("the run judged the strategy \"{}\", which this swapcheck does not have", name));
}

const Property* propertyNamed(const std::string& id) {
  if (const Property* property = findProperty(id)) return property;
  throw JournalError(fmt::format("the run judged the property \"{}\", which this swapcheck does not have", id));
}

CampaignOptions optionsFrom(const Json& begin, const Catalogue& catalogue) {
  if (begin.at("schema") != kJournalSchema)
    throw JournalError(fmt::format("expected a journal of schema {}, got {}", kJournalSchema, begin["schema"].dump()));
  CampaignOptions options;
  for (const Json& name : begin.at("strategies")) options.strategies.push_back(strategyNamed(name, catalogue));
  for (const Json& id : begin.at("properties")) options.properties.push_back(propertyNamed(id));
  options.seed = begin.at("seed");
  options.shard = {begin.at("shard").at(0), begin.at("shard").at(1)};
  if (!begin.at("cases").is_null()) options.cases = begin["cases"].get<int64_t>();
  if (!begin.at("time_s").is_null()) options.timeS = begin["time_s"].get<double>();
  const bool isBounded =
      options.cases.value_or(1) > 0 && options.timeS.value_or(1) > 0 && (options.cases || options.timeS);
  if (!isBounded || options.shard.index < 1 || options.shard.index > options.shard.count ||
      options.shard.count > kMostShards)
    throw JournalError("its first entry has impossible options");
  if (begin.at("build") != buildOf(options))
    throw JournalError(
        fmt::format("it was begun by another build, swapcheck {} with LibTorch {}, whose cases are "
                    "others: only that one can go on with it",
                    begin.at("context").at("swapcheck").get<std::string>(), begin.at("libtorch").get<std::string>()));
  return options;
}

/// Whatever a journal's content is not fit for, in one sentence.
template <typename Read>
auto readable(const fs::path& file, const Read& read) {
  try {
    return read();
  } catch (const JournalError& error) {
    throw UsageError(fmt::format("{}: {}", file.string(), error.what()));
  } catch (const RunRecordError& error) {
    throw UsageError(fmt::format("{}: {}", file.string(), error.what()));
  } catch (const Json::exception& error) {
    throw UsageError(fmt::format("{}: an entry of it is none of a campaign: {}", file.string(), error.what()));
  }
}

}  // namespace

void setLimits(SavedCampaign& saved, const CampaignOptions& options) {
  saved.begin["cases"] = options.cases ? Json(*options.cases) : Json();
  saved.begin["time_s"] = options.timeS ? Json(*options.timeS) : Json();
}

SavedCampaign newCampaign(const CampaignOptions& options, const RunRecord& run,
                          const std::vector<StrategySource>& sources) {
  SavedCampaign campaign;
  campaign.apply({{"kind", "begin"},
                  {"schema", kJournalSchema},
                  {"build", buildOf(options)},
                  {"libtorch", run.libtorch},
                  {"seed", options.seed},
                  {"shard", {options.shard.index, options.shard.count}},
                  {"strategies", namesOf(options.strategies, nameOfStrategy)},
                  {"properties", namesOf(options.properties, nameOfProperty)},
                  {"sources", savedSources(sources)},
                  {"started_at", run.startedAt},
                  {"command", run.command},
                  {"context", run.context}});
  setLimits(campaign, options);
  return campaign;
}

std::optional<FoundCampaign> savedCampaignIn(const fs::path& folder) {
  const fs::path file = folder / kJournalFile;
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) return std::nullopt;
  if (!fs::is_regular_file(status)) throw UsageError(fmt::format("{}: expected a regular file", file.string()));
  if (fs::is_empty(file, error)) return std::nullopt;
  const JournalEntries read = readJournal(file);
  if (read.entries.empty())
    throw UsageError(
        fmt::format("{}: its first entry is damaged, or it is no journal: nothing can be gone on with", file.string()));
  return readable(file, [&] {
    FoundCampaign found{{}, file, read.damage};
    for (const Json& entry : read.entries) found.saved.apply(entry);
    return found;
  });
}

CampaignOptions optionsOf(const FoundCampaign& found, const Catalogue& catalogue) {
  return readable(found.file, [&] {
    const CampaignOptions options = optionsFrom(found.saved.begin, catalogue);
    restored(found.saved, options);
    lateDeathOf(found.saved, options);
    found.saved.begin.at("started_at").get<std::string>();
    found.saved.begin.at("command").get<std::string>();
    return options;
  });
}

RunRecord recordOf(const FoundCampaign& found, const Catalogue& given) {
  const SavedCampaign& saved = found.saved;
  const Catalogue catalogue = readable(found.file, [&] { return wholeCatalogue(saved.begin, given); });
  const CampaignOptions options = optionsOf(found, catalogue);
  return readable(found.file, [&] {
    Tally tally = restored(saved, options);
    if (const auto late = lateDeathOf(saved, options)) addUnexplained(*late, seatsOf(options), tally);
    RunRecord record = tally.record();
    record.durationS = saved.spentS;
    record.casesPerS = saved.spentS > 0 ? static_cast<double>(record.cases) / saved.spentS : 0;
    record.ended = saved.ended.empty() ? "killed" : saved.ended;
    record.startedAt = saved.begin.at("started_at");
    record.command = saved.begin.at("command");
    record.context = saved.begin.at("context").get<std::map<std::string, std::string>>();
    for (size_t k = 0; k < tally.failures().size(); ++k) {
      const auto shrunk = saved.shrunk.find(k);
      record.failures.push_back(shrunk == saved.shrunk.end() ? describeUnshrunk(tally.failures()[k], options)
                                                             : failureRecordFromJson(shrunk->second));
      record.failures.back().count = tally.failures()[k].count;
      record.failures.back().sources = sourcesFor(record.failures.back().strategy, catalogue);
    }
    return record;
  });
}

RunRecord readRunOrJournal(const fs::path& folder, const Catalogue& catalogue, std::string* damage) {
  std::error_code error;
  const bool isWritten = fs::exists(folder / "run.json", error);
  try {
    const auto found = savedCampaignIn(folder);
    if (!found) return readRun(folder);
    const RunRecord sofar = recordOf(*found, catalogue);
    if (damage) *damage = found->damage;
    if (!isWritten) return sofar;
    RunRecord written = readRun(folder);
    const bool goesOn = found->saved.ended.empty() && found->damage.empty();
    return goesOn || sofar.cases > written.cases ? sofar : written;
  } catch (const UsageError&) {
    if (!isWritten) throw;
  }
  return readRun(folder);
}

}  // namespace swapcheck
