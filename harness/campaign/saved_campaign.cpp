#include "harness/campaign/saved_campaign.h"

#include <fmt/format.h>

#include "harness/campaign/campaign.h"
#include "harness/judging/case_judge.h"
#include "harness/judging/describe_failure.h"
#include "strategies/libtorch_faults.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// More than any campaign has.
constexpr int64_t kMostCounters = 10'000'000;
constexpr uint64_t kMostCases = uint64_t{1} << 53;

Json jsonOf(const FirstLook& look) {
  return {{"message", look.message},
          {"repeats", look.repeats},
          {"other_check", look.otherCheck},
          {"other_message", look.otherMessage}};
}

FirstLook lookFrom(const Json& json) {
  return {json.at("message"), json.at("repeats"), json.at("other_check"), json.at("other_message")};
}

Family familyFrom(const Json& json) {
  const auto name = json.get<std::string>();
  for (Family family : kFamilies)
    if (familyName(family) == name) return family;
  throw JournalError(fmt::format("expected a family, got \"{}\"", name));
}

Json jsonOf(const MetFailure& met) {
  return {{"id", met.id},          {"strategy", met.strategy},     {"property", met.property},
          {"check", met.check},    {"number", met.number},         {"family", familyName(met.family)},
          {"late_s", met.lateByS}, {"look", jsonOf(met.firstLook)}};
}

/// The known failure that gives a failure its id, or null.
const KnownFailure* knownOf(const MetFailure& met, const CampaignOptions& options) {
  const Strategy& strategy = *options.strategies.at(met.strategy);
  const std::string_view property = options.properties.at(met.property)->id;
  const auto gives = [&](const KnownFailure& known) {
    return known.property == property && failureId(strategy, property, met.check, &known) == met.id;
  };
  for (const KnownFailure& known : strategy.knownFailures)
    if (gives(known)) return &known;
  for (const KnownFailure& known : libtorchFaults())
    if (gives(known)) return &known;
  return nullptr;
}

MetFailure metFrom(const Json& json, const CampaignOptions& options) {
  MetFailure met;
  met.id = json.at("id");
  met.strategy = json.at("strategy");
  met.property = json.at("property");
  met.check = json.at("check");
  met.known = knownOf(met, options);
  met.number = json.at("number");
  met.family = familyFrom(json.at("family"));
  met.firstLook = lookFrom(json.at("look"));
  met.lateByS = json.at("late_s");
  const Strategy& strategy = *options.strategies[met.strategy];
  const std::string id = failureId(strategy, options.properties[met.property]->id, met.check, met.known);
  if (met.family != familyOf(strategy.swap) || (met.id != id && met.id != id + "--flaky"))
    throw std::out_of_range("failure");
  return met;
}

/// What was added, as place and amount in turns.
Json addedTo(const std::vector<int64_t>& before, const std::vector<int64_t>& now) {
  Json added = Json::array();
  for (size_t k = 0; k < now.size(); ++k) {
    const int64_t amount = now[k] - (k < before.size() ? before[k] : 0);
    if (amount == 0) continue;
    added.push_back(k);
    added.push_back(amount);
  }
  return added;
}

void applyProgress(SavedCampaign& saved, const Json& entry) {
  const auto counters = entry.at("counters").get<int64_t>();
  saved.place = entry.at("place");
  saved.spentS = entry.at("spent_s");
  if (counters < 0 || counters > kMostCounters || saved.place > kMostCases || !(saved.spentS >= 0))
    throw std::out_of_range("progress");
  const Json& added = entry.at("added");
  saved.counters.resize(static_cast<size_t>(counters));
  for (size_t k = 0; k + 1 < added.size(); k += 2)
    saved.counters.at(added[k].get<size_t>()) += added[k + 1].get<int64_t>();
  for (const Json& met : entry.at("met")) saved.met.push_back(met);
  for (const Json& retired : entry.at("retired")) saved.retired.push_back(retired);
  if (entry.contains("late_death")) saved.lateDeath = entry["late_death"];
  saved.waiting.erase(saved.waiting.begin(), saved.waiting.lower_bound(entry.at("number")));
  saved.ended.clear();
}

/// The record must be of the failure that was met.
void addShrunk(SavedCampaign& saved, const Json& entry) {
  const auto failure = entry.at("failure").get<size_t>();
  if (entry.at("record").at("id") != saved.met.at(failure).at("id")) throw std::out_of_range("failure");
  failureRecordFromJson(entry["record"]);
  saved.shrunk[failure] = entry["record"];
}

Json propertyJson(const PropertyResult& said) {
  if (said.kind != PropertyResult::Failed) return said.kind == PropertyResult::Passed ? 1 : 0;
  Json json = {{"check", said.check}};
  if (said.firstLook) json["look"] = jsonOf(*said.firstLook);
  return json;
}

PropertyResult propertyFrom(const Json& json) {
  if (!json.is_object()) return {json == 1 ? PropertyResult::Passed : PropertyResult::NotApplicable};
  PropertyResult said{PropertyResult::Failed, json.at("check")};
  if (json.contains("look")) said.firstLook = lookFrom(json["look"]);
  return said;
}

FamilyResult familyResultFrom(const Json& json) {
  FamilyResult result{familyFrom(json.at("family"))};
  for (const Json& feature : json.at("features"))
    if (feature.get<size_t>() < allFeatures().size()) result.features.set(feature);
  for (const Json& strategy : json.at("strategies")) {
    result.strategies.push_back({strategy.at("strategy")});
    for (const Json& said : strategy.at("properties"))
      result.strategies.back().properties.push_back(propertyFrom(said));
  }
  return result;
}

Json jsonOf(const FamilyResult& family) {
  Json json = {{"family", familyName(family.family)}, {"features", Json::array()}, {"strategies", Json::array()}};
  for (size_t k = 0; k < family.features.size(); ++k)
    if (family.features[k]) json["features"].push_back(k);
  for (const StrategyResult& strategy : family.strategies) {
    Json properties = Json::array();
    for (const PropertyResult& said : strategy.properties) properties.push_back(propertyJson(said));
    json["strategies"].push_back({{"strategy", strategy.strategy}, {"properties", std::move(properties)}});
  }
  return json;
}

Json jsonOf(const RetiredStrategy& retired) {
  return {{"name", retired.name}, {"deaths", retired.deaths}, {"cases", retired.cases}, {"number", retired.number}};
}

Json jsonOf(const Position& position) { return {position.number, position.seat}; }

Position positionFrom(const Json& json, size_t seats) {
  const Position position{json.at(0), json.at(1), 0};
  if (position.seat >= seats) throw std::out_of_range("seat");
  return position;
}

Json jsonOf(const LateDeath& late) {
  Json judged = Json::array();
  for (const Position& position : late.judged.cases()) judged.push_back(jsonOf(position));
  return {{"death", nameOf(late.death.kind)},
          {"message", late.death.message},
          {"victim", jsonOf(late.victim)},
          {"judged", std::move(judged)}};
}

LateDeath lateDeathFrom(const Json& json, size_t seats) {
  const auto kind = deathNamed(json.at("death").get<std::string>());
  if (!kind) throw JournalError(fmt::format("expected a death, got {}", json["death"].dump()));
  LateDeath late{{*kind, false, json.at("message")}, positionFrom(json.at("victim"), seats), {}};
  for (const Json& position : json.at("judged")) {
    const auto [number, seat, property] = positionFrom(position, seats);
    late.judged.add(number, seat);
  }
  return late;
}

/// Whatever is wrong with the JSON of an entry, as a JournalError.
template <typename Read>
auto understood(const Read& read) {
  try {
    return read();
  } catch (const Json::exception& error) {
    throw JournalError(fmt::format("an entry of this journal is none: {}", error.what()));
  } catch (const std::out_of_range&) {
    throw JournalError("an entry of this journal speaks of what there is not");
  } catch (const std::invalid_argument& error) {
    throw JournalError(error.what());
  } catch (const RunRecordError& error) {
    throw JournalError(fmt::format("the record of a failure is none: {}", error.what()));
  }
}

}  // namespace

void SavedCampaign::apply(const Json& entry) {
  understood([&] {
    const auto kind = entry.at("kind").get<std::string>();
    if (begin.is_null() != (kind == "begin")) throw JournalError("expected it to begin with one entry \"begin\"");
    if (kind == "begin")
      begin = entry;
    else if (kind == "progress")
      applyProgress(*this, entry);
    else if (kind == "waiting")
      waiting[entry.at("case").at("number")] = entry["case"];
    else if (kind == "shrunk")
      addShrunk(*this, entry);
    else if (kind == "end")
      ended = entry.at("ended");
    else
      throw JournalError(fmt::format("an entry of the unknown kind \"{}\"", kind));
  });
}

std::vector<Json> SavedCampaign::entries() const {
  std::vector<Json> entries = {begin};
  entries.push_back({{"kind", "progress"},
                     {"place", place},
                     {"number", 0},
                     {"spent_s", spentS},
                     {"counters", counters.size()},
                     {"added", addedTo({}, counters)},
                     {"met", met},
                     {"retired", retired},
                     {"late_death", lateDeath}});
  for (const auto& [failure, record] : shrunk)
    entries.push_back({{"kind", "shrunk"}, {"failure", failure}, {"record", record}});
  for (const auto& [number, result] : waiting) entries.push_back({{"kind", "waiting"}, {"case", result}});
  if (!ended.empty()) entries.push_back({{"kind", "end"}, {"ended", ended}});
  return entries;
}

Json progressEntry(const SavedCampaign& saved, const CampaignStanding& standing) {
  const Tally& tally = standing.tally;
  const std::vector<int64_t> counters = tally.counters();
  Json met = Json::array(), retired = Json::array();
  for (size_t k = saved.met.size(); k < tally.failures().size(); ++k) met.push_back(jsonOf(tally.failures()[k]));
  for (size_t k = saved.retired.size(); k < tally.retirements().size(); ++k)
    retired.push_back(jsonOf(tally.retirements()[k]));
  Json entry = {{"kind", "progress"},          {"place", standing.place},
                {"number", standing.number},   {"spent_s", standing.spentS},
                {"counters", counters.size()}, {"added", addedTo(saved.counters, counters)},
                {"met", std::move(met)},       {"retired", std::move(retired)}};
  const bool isLookedInto = standing.lateDeath != nullptr;
  if (isLookedInto == saved.lateDeath.is_null())
    entry["late_death"] = isLookedInto ? jsonOf(*standing.lateDeath) : Json();
  return entry;
}

std::optional<LateDeath> lateDeathOf(const SavedCampaign& saved, const CampaignOptions& options) {
  if (saved.lateDeath.is_null()) return std::nullopt;
  return understood([&] { return lateDeathFrom(saved.lateDeath, seatsOf(options).size()); });
}

Json toJson(const CaseResult& result) {
  Json families = Json::array();
  for (const FamilyResult& family : result.families) families.push_back(jsonOf(family));
  return {{"number", result.number}, {"families", std::move(families)}};
}

CaseResult caseResultFromJson(const Json& json, const CampaignOptions& options) {
  return understood([&] {
    CaseResult result{json.at("number")};
    for (const Json& family : json.at("families")) {
      result.families.push_back(familyResultFrom(family));
      for (const StrategyResult& strategy : result.families.back().strategies)
        if (familyOf(options.strategies.at(strategy.strategy)->swap) != result.families.back().family ||
            strategy.properties.size() != options.properties.size())
          throw std::out_of_range("case");
    }
    return result;
  });
}

Tally restored(const SavedCampaign& saved, const CampaignOptions& options) {
  return understood([&] {
    Tally tally(options);
    if (saved.counters.empty()) return tally;
    std::vector<MetFailure> failures;
    for (const Json& met : saved.met) failures.push_back(metFrom(met, options));
    std::vector<RetiredStrategy> retired;
    for (const Json& one : saved.retired)
      retired.push_back({one.at("name"), one.at("deaths"), one.at("cases"), one.at("number")});
    tally.restore(std::move(failures), std::move(retired), saved.counters);
    return tally;
  });
}

}  // namespace swapcheck
