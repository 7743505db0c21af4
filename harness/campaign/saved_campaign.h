// What a campaign had come to: the entries of its journal, added up.
#pragma once

#include <map>

#include "harness/campaign/journal_entries.h"

namespace swapcheck {

/// A journal has one "begin", then "progress", "waiting", "shrunk" and "end" as they happen.
struct SavedCampaign {
  using Json = nlohmann::ordered_json;

  BeginEntry begin = {};
  bool hasBegun = false;
  /// The latest; its failures are all that were met.
  ProgressEntry progress = {};
  /// Records of failures, by their place in `progress.failures`.
  std::map<size_t, Json> shrunk = {};
  /// Results of later numbers.
  std::map<uint64_t, WaitingEntry> waiting = {};
  /// Why it ended; nothing while it runs, and when it was killed.
  std::optional<RunEnd> ended = {};

  /// Adds the next entry. Throws InputError.
  void apply(const Json& entry);

  /// The fewest entries that add up to the same.
  std::vector<Json> entries() const;
};

/// An entry as JSON.
SavedCampaign::Json entryOf(const BeginEntry& entry);
SavedCampaign::Json entryOf(const ProgressEntry& entry);
SavedCampaign::Json entryOf(const WaitingEntry& entry);
SavedCampaign::Json entryOf(const ShrunkEntry& entry);
SavedCampaign::Json entryOf(const EndEntry& entry);

/// A first entry. Throws InputError, in a sentence of its own for a journal of another format.
BeginEntry beginEntryFrom(const SavedCampaign::Json& entry);

/// Where a campaign is.
struct CampaignState {
  const Tally& tally;
  /// The place in the stream before which everything is in the tally, and the number there.
  uint64_t place;
  uint64_t number;
  /// Seconds that it has run.
  double spentS;
  /// The death that is being looked into, or null.
  const DelayedDeath* delayedDeath = nullptr;
};

/// The entry that leads from what was saved to where the campaign is.
ProgressEntry progressSince(const SavedCampaign& saved, const CampaignState& state);

/// The death that was being looked into, if one was. Throws InputError.
std::optional<DelayedDeath> delayedDeathOf(const SavedCampaign& saved, const CampaignOptions& options);

/// The result of a later number. Throws InputError.
CaseResult waitingResultOf(const WaitingEntry& saved, const CampaignOptions& options);

/// The tally of the campaign. Throws InputError when it was none with those options.
Tally restored(const SavedCampaign& saved, const CampaignOptions& options);

}  // namespace swapcheck
