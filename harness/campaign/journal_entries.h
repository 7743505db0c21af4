// The entries of a campaign's journal, as named fields.
#pragma once

#include <map>
#include <nlohmann/json.hpp>

#include "harness/campaign/delayed_death.h"
#include "strategies/source.h"

namespace swapcheck {

/// Format of the entries: only builds of the same format can resume a campaign.
inline constexpr int64_t kJournalFormat = 7;

/// A file that strategies came from, and the CRC-32 of its content.
struct SavedSource {
  std::string kind = {};
  std::string file = {};
  std::string crc32 = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("kind", self.kind);
    use("file", self.file);
    use("crc32", self.crc32);
  }
};

/// "begin": how the campaign was started, and by which build.
struct BeginEntry {
  int64_t format = kJournalFormat;
  /// Changes whenever the cases of the stream, or what is counted for them, change.
  std::string build = {};
  std::string libtorch = {};
  uint64_t seed = 0;
  Shard shard = {};
  std::optional<int64_t> cases = {};
  std::optional<double> timeS = {};
  std::vector<std::string> strategies = {};
  std::vector<std::string> properties = {};
  std::vector<std::string> required = {};
  std::optional<int64_t> maxNumel = {};
  std::optional<int64_t> kinds = {};
  std::vector<SavedSource> sources = {};
  std::string startedAt = {};
  std::string command = {};
  std::map<std::string, std::string> context = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("format", self.format);
    use("build", self.build);
    use("libtorch", self.libtorch);
    use("seed", self.seed);
    use("shard", self.shard);
    use("cases", self.cases);
    use("time_s", self.timeS);
    use("strategies", self.strategies);
    use("properties", self.properties);
    use("required", self.required);
    use("max_numel", self.maxNumel);
    use("kinds", self.kinds);
    use("sources", self.sources);
    use("started_at", self.startedAt);
    use("command", self.command);
    use("context", self.context);
  }
};

/// A `FirstSighting`.
struct SavedSighting {
  std::string message = {};
  bool repeats = true;
  std::string otherCheck = {};
  std::string otherMessage = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("message", self.message);
    use("repeats", self.repeats);
    use("other_check", self.otherCheck);
    use("other_message", self.otherMessage);
  }
};

/// A `DistinctFailure`, without what follows from the campaign's options.
struct SavedFailure {
  std::string id = {};
  uint64_t strategy = 0;
  uint64_t property = 0;
  std::string cause = {};
  bool isDeath = false;
  std::string error = {};
  uint64_t number = 0;
  double delayS = 0;
  SavedSighting sighting = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("id", self.id);
    use("strategy", self.strategy);
    use("property", self.property);
    use("cause", self.cause);
    use("is_death", self.isDeath);
    use("error", self.error);
    use("number", self.number);
    use("delay_s", self.delayS);
    use("sighting", self.sighting);
  }
};

struct SavedPosition {
  uint64_t number = 0;
  uint64_t slot = 0;

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("number", self.number);
    use("slot", self.slot);
  }
};

struct SavedDelayedDeath {
  nlohmann::ordered_json death = {};
  SavedPosition victim = {};
  std::vector<SavedPosition> judged = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("death", self.death);
    use("victim", self.victim);
    use("judged", self.judged);
  }
};

/// "progress": how far the campaign has got.
struct ProgressEntry {
  /// The index in the stream up to which everything is counted, and the number there.
  uint64_t place = 0;
  uint64_t number = 0;
  /// Seconds that it has run.
  double spentS = 0;
  CampaignCounts counts = {};
  /// Failures that are new since the last entry.
  std::vector<SavedFailure> failures = {};
  /// A death whose cause was being searched for.
  std::optional<SavedDelayedDeath> delayedDeath = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("place", self.place);
    use("number", self.number);
    use("spent_s", self.spentS);
    use("counts", self.counts);
    use("failures", self.failures);
    use("delayed_death", self.delayedDeath);
  }
};

/// A `PropertyResult`.
struct SavedResult {
  uint8_t kind = 0;
  std::optional<std::string> cause = {};
  bool isDeath = false;
  std::string error = {};
  std::optional<SavedSighting> sighting = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("kind", self.kind);
    use("cause", self.cause);
    use("is_death", self.isDeath);
    use("error", self.error);
    use("sighting", self.sighting);
  }
};

/// A `Note`.
struct SavedNote {
  std::string kind = {};
  std::string message = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("kind", self.kind);
    use("message", self.message);
  }
};

/// A `StrategyResult`.
struct SavedStrategyResult {
  uint64_t strategy = 0;
  std::vector<SavedResult> properties = {};
  std::vector<SavedNote> notes = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("strategy", self.strategy);
    use("properties", self.properties);
    use("notes", self.notes);
  }
};

/// A `FamilyResult`.
struct SavedFamilyResult {
  std::string family = {};
  std::vector<uint64_t> features = {};
  std::vector<SavedStrategyResult> strategies = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("family", self.family);
    use("features", self.features);
    use("strategies", self.strategies);
  }
};

/// "waiting": a case that was judged before its turn in the stream.
struct WaitingEntry {
  uint64_t number = 0;
  std::vector<SavedFamilyResult> families = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("number", self.number);
    use("families", self.families);
  }
};

/// "shrunk": what a failure was shrunk to, by its index among all of them, or what came of a search for another mistake
/// behind it.
struct ShrunkEntry {
  uint64_t failure = 0;
  /// The number of the failing case that was looked at; nothing for the failure itself.
  std::optional<uint64_t> suspect = {};
  /// A `FailureRecord`; null where the suspect shows no other mistake.
  nlohmann::ordered_json record = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("failure", self.failure);
    use("suspect", self.suspect);
    use("record", self.record);
  }
};

/// "end": why the campaign ended.
struct EndEntry {
  std::string ended = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("ended", self.ended);
  }
};

/// Conversions between a campaign's values and its entries. Those from entries throw InputError for anything that the
/// options do not have.
SavedFailure savedFailureOf(const DistinctFailure& failure);
DistinctFailure failureFrom(const SavedFailure& saved, const CampaignOptions& options);
SavedDelayedDeath savedDeathOf(const DelayedDeath& delayed);
DelayedDeath delayedDeathFrom(const SavedDelayedDeath& saved, size_t slots);
WaitingEntry waitingEntryOf(const CaseResult& result);
CaseResult caseResultFrom(const WaitingEntry& saved, const CampaignOptions& options);

}  // namespace swapcheck
