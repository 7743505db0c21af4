// What a campaign had come to: the entries of its journal, added up.
#pragma once

#include <map>

#include "harness/campaign/judged_cases.h"
#include "harness/counting/tally.h"

namespace swapcheck {

/// An entry that this build does not understand.
struct JournalError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A journal has one "begin", then "progress" (what was added to the counts since the last one), "waiting" (a case that
/// was judged before its turn), "shrunk" (a failure that was met earlier) and "end" as they happen.
struct SavedCampaign {
  using Json = nlohmann::ordered_json;

  /// The options, and the build.
  Json begin = {};
  /// The place in the stream before which everything is counted.
  uint64_t place = 0;
  /// Seconds that it has run.
  double spentS = 0;
  /// Tally::counters().
  std::vector<int64_t> counters = {};
  std::vector<Json> met = {};
  Json retired = Json::array();
  /// Records of failures, by their place in `met`.
  std::map<size_t, Json> shrunk = {};
  /// Results of later numbers.
  std::map<uint64_t, Json> waiting = {};
  /// A death that was being looked into; null when none was.
  Json lateDeath = {};
  /// Why it ended: "cases", "time" or "signal"; empty while it runs, and when it was killed.
  std::string ended = {};

  /// Adds the next entry. Throws JournalError.
  void apply(const Json& entry);

  /// The fewest entries that add up to the same.
  std::vector<Json> entries() const;
};

/// Where a campaign stands.
struct CampaignStanding {
  const Tally& tally;
  /// The place in the stream before which everything is in the tally, and the number there.
  uint64_t place;
  uint64_t number;
  /// Seconds that it has run.
  double spentS;
  /// The death that is being looked into, or null.
  const LateDeath* lateDeath = nullptr;
};

/// The entry that leads from what was saved to where the campaign stands.
nlohmann::ordered_json progressEntry(const SavedCampaign& saved, const CampaignStanding& standing);

/// The death that was being looked into, if one was. Throws JournalError.
std::optional<LateDeath> lateDeathOf(const SavedCampaign& saved, const CampaignOptions& options);

nlohmann::ordered_json toJson(const CaseResult& result);

/// Throws JournalError.
CaseResult caseResultFromJson(const nlohmann::ordered_json& json, const CampaignOptions& options);

/// The tally that was saved; a new one when nothing was. Throws JournalError when the options are others, or the build.
Tally restored(const SavedCampaign& saved, const CampaignOptions& options);

}  // namespace swapcheck
