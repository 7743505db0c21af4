// The saved state of a campaign: the entries of its journal, combined.
#pragma once

#include <map>

#include "harness/campaign/journal_entries.h"

namespace swapcheck {

/// What came of one search for another mistake behind a failure.
struct SavedSearch {
  /// The number of the failing case that was looked at.
  uint64_t suspect = 0;
  /// The record of another mistake, or of a variant of one that is known, which has the failure's own id; null for
  /// neither.
  nlohmann::ordered_json record = {};
};

/// A journal has one "begin", then "progress", "waiting", "shrunk" and "end" as they happen.
struct SavedCampaign {
  using Json = nlohmann::ordered_json;

  BeginEntry begin = {};
  bool hasBegun = false;
  /// The latest; its failures are all failures so far.
  ProgressEntry progress = {};
  /// Records of failures, by their index in `progress.failures`.
  std::map<size_t, Json> shrunk = {};
  /// The searches for other mistakes behind each of them, in their order.
  std::map<size_t, std::vector<SavedSearch>> searches = {};
  /// Results of later numbers.
  std::map<uint64_t, WaitingEntry> waiting = {};
  /// Why it ended; nothing while it runs, or when it was killed.
  std::optional<RunEnd> ended = {};

  /// Records of the other mistakes behind the failure at that index, in the order in which they were found.
  std::vector<Json> othersOf(size_t failure) const;

  /// Adds the next entry. Throws InputError.
  void apply(const Json& entry);

  /// The fewest entries that give the same state.
  std::vector<Json> entries() const;
};

/// An entry as JSON.
SavedCampaign::Json entryOf(const BeginEntry& entry);
SavedCampaign::Json entryOf(const ProgressEntry& entry);
SavedCampaign::Json entryOf(const WaitingEntry& entry);
SavedCampaign::Json entryOf(const ShrunkEntry& entry);
SavedCampaign::Json entryOf(const EndEntry& entry);

/// Reads a first entry. Throws InputError, with a message of its own for a journal of another format.
BeginEntry beginEntryFrom(const SavedCampaign::Json& entry);

/// The current state of a campaign.
struct CampaignState {
  const Tally& tally;
  /// The index in the stream up to which everything is in the tally, and the number there.
  uint64_t place;
  uint64_t number;
  /// Seconds that it has run.
  double spentS;
  /// The death whose cause is being searched for, or null.
  const DelayedDeath* delayedDeath = nullptr;
};

/// The entry that takes the saved state to the current one.
ProgressEntry progressSince(const SavedCampaign& saved, const CampaignState& state);

/// The death whose cause was being searched for, if any. Throws InputError.
std::optional<DelayedDeath> delayedDeathOf(const SavedCampaign& saved, const CampaignOptions& options);

/// The result of a later number. Throws InputError.
CaseResult waitingResultOf(const WaitingEntry& saved, const CampaignOptions& options);

/// The tally of the campaign. Throws InputError when it does not fit the options.
Tally restored(const SavedCampaign& saved, const CampaignOptions& options);

}  // namespace swapcheck
