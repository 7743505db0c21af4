#include "harness/campaign/saved_campaign.h"

#include <fmt/format.h>

#include "harness/counting/failure_id.h"
#include "reports/record/json_fields.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// More than any campaign has.
constexpr uint64_t kMostCases = uint64_t{1} << 53;

/// Runs `read`; its errors name an entry as their subject.
template <typename Read>
auto ofAnEntry(const Read& read) {
  return about("an entry of this journal is none", read);
}

template <typename Entry>
Entry entryFrom(const Json& json) {
  return ofAnEntry([&] { return fieldsFromJson<Entry>(json); });
}

template <typename Entry>
Json withKind(const char* kind, const Entry& entry) {
  Json json = {{"kind", kind}};
  json.update(fieldsToJson(entry));
  return json;
}

void require(bool isPossible, const char* field) {
  if (!isPossible) throw InputError(fmt::format("an entry of this journal has an impossible \"{}\"", field));
}

void addProgress(SavedCampaign& saved, ProgressEntry entry) {
  require(entry.place <= kMostCases, "place");
  require(entry.spentS >= 0, "spent_s");
  std::vector<SavedFailure> failures = std::move(saved.progress.failures);
  failures.insert(failures.end(), entry.failures.begin(), entry.failures.end());
  entry.failures = std::move(failures);
  require(entry.counts.failures.size() == entry.failures.size(), "failures");
  saved.waiting.erase(saved.waiting.begin(), saved.waiting.lower_bound(entry.number));
  saved.progress = std::move(entry);
  saved.ended.reset();
}

std::string idIn(const ShrunkEntry& entry) {
  return ofAnEntry([&] { return failureRecordFromJson(entry.record); }).id;
}

/// The record must belong to the failure at that index.
void addShrunk(SavedCampaign& saved, const ShrunkEntry& entry) {
  const auto& failures = saved.progress.failures;
  require(entry.failure < failures.size(), "failure");
  const std::string& failure = failures[entry.failure].id;
  if (!entry.suspect) {
    require(idIn(entry) == failure, "failure");
    saved.shrunk[entry.failure] = entry.record;
    return;
  }
  if (!entry.record.is_null()) {
    const std::string id = idIn(entry);
    require(id == failure || id == idOfOther(failure, saved.othersOf(entry.failure).size() + 1), "failure");
  }
  saved.searches[entry.failure].push_back({*entry.suspect, entry.record});
}

void addWaiting(SavedCampaign& saved, WaitingEntry entry) {
  const uint64_t number = entry.number;
  saved.waiting[number] = std::move(entry);
}

void addEnd(SavedCampaign& saved, const EndEntry& entry) {
  saved.ended = runEndNamed(entry.ended);
  require(saved.ended.has_value(), "ended");
}

std::string kindOf(const Json& entry) {
  const auto kind = entry.is_object() ? entry.find("kind") : entry.end();
  return kind != entry.end() && kind->is_string() ? kind->get<std::string>() : "";
}

}  // namespace

Json entryOf(const BeginEntry& entry) { return withKind("begin", entry); }
Json entryOf(const ProgressEntry& entry) { return withKind("progress", entry); }
Json entryOf(const WaitingEntry& entry) { return withKind("waiting", entry); }
Json entryOf(const ShrunkEntry& entry) { return withKind("shrunk", entry); }
Json entryOf(const EndEntry& entry) { return withKind("end", entry); }

BeginEntry beginEntryFrom(const Json& entry) {
  const Json format = entry.is_object() ? entry.value("format", Json(1)) : Json();  // the first format did not say so
  if (format != kJournalFormat)
    throw InputError(fmt::format(
        "expected a journal of format {}, got one of format {}: only the swapcheck that began the run can go "
        "on with it",
        kJournalFormat, format.dump()));
  return entryFrom<BeginEntry>(entry);
}

std::vector<Json> SavedCampaign::othersOf(size_t failure) const {
  std::vector<Json> others;
  if (const auto found = searches.find(failure); found != searches.end())
    for (const SavedSearch& search : found->second)
      if (!search.record.is_null() && search.record.at("id") != progress.failures[failure].id)
        others.push_back(search.record);
  return others;
}

void SavedCampaign::apply(const Json& entry) {
  const std::string kind = kindOf(entry);
  if (hasBegun == (kind == "begin")) throw InputError("expected it to begin with one entry \"begin\"");
  if (kind == "begin") {
    begin = beginEntryFrom(entry);
    hasBegun = true;
    return;
  }
  if (kind == "progress")
    addProgress(*this, entryFrom<ProgressEntry>(entry));
  else if (kind == "waiting")
    addWaiting(*this, entryFrom<WaitingEntry>(entry));
  else if (kind == "shrunk")
    addShrunk(*this, entryFrom<ShrunkEntry>(entry));
  else if (kind == "end")
    addEnd(*this, entryFrom<EndEntry>(entry));
  else
    throw InputError(fmt::format("an entry of the unknown kind \"{}\"", kind));
}

std::vector<Json> SavedCampaign::entries() const {
  ProgressEntry whole = progress;
  whole.number = 0;  // what waits comes after it
  std::vector<Json> entries = {entryOf(begin)};
  if (!progress.counts.verdicts.empty()) entries.push_back(entryOf(whole));
  for (const auto& [failure, record] : shrunk) entries.push_back(entryOf(ShrunkEntry{failure, {}, record}));
  for (const auto& [failure, done] : searches)
    for (const SavedSearch& search : done)
      entries.push_back(entryOf(ShrunkEntry{failure, search.suspect, search.record}));
  for (const auto& [number, result] : waiting) entries.push_back(entryOf(result));
  if (ended) entries.push_back(entryOf(EndEntry{std::string(runEndName(*ended))}));
  return entries;
}

ProgressEntry progressSince(const SavedCampaign& saved, const CampaignState& state) {
  ProgressEntry entry{state.place, state.number, state.spentS, state.tally.counts()};
  const auto& failures = state.tally.failures();
  for (size_t k = saved.progress.failures.size(); k < failures.size(); ++k)
    entry.failures.push_back(savedFailureOf(failures[k]));
  if (state.delayedDeath) entry.delayedDeath = savedDeathOf(*state.delayedDeath);
  return entry;
}

std::optional<DelayedDeath> delayedDeathOf(const SavedCampaign& saved, const CampaignOptions& options) {
  const auto& death = saved.progress.delayedDeath;
  if (!death) return std::nullopt;
  return delayedDeathFrom(*death, judgingSlotsOf(options).size());
}

CaseResult waitingResultOf(const WaitingEntry& saved, const CampaignOptions& options) {
  return caseResultFrom(saved, options);
}

Tally restored(const SavedCampaign& saved, const CampaignOptions& options) {
  Tally tally(options);
  if (saved.progress.counts.verdicts.empty()) return tally;
  std::vector<DistinctFailure> failures;
  for (const SavedFailure& failure : saved.progress.failures) failures.push_back(failureFrom(failure, options));
  tally.restore(std::move(failures), saved.progress.counts);
  return tally;
}

}  // namespace swapcheck
