// Writes a campaign's journal, so that it can be resumed however it was interrupted.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "harness/campaign/saved_campaign.h"
#include "harness/storage/journal_file.h"

namespace swapcheck {

/// All members throw HarnessError when the disk is full; the journal stays readable.
class CampaignJournal {
 public:
  /// A journal that saves nothing.
  CampaignJournal() = default;

  /// Continues what was saved, in the same file, or begins a new journal.
  CampaignJournal(std::filesystem::path path, SavedCampaign saved);

  /// What is in the journal.
  const SavedCampaign& saved() const { return saved_; }

  /// Saves the state: at once when there is a new failure, or the search for a death's cause starts or ends, otherwise
  /// at intervals. `waiting` are results of later numbers.
  void saveIfDue(const CampaignState& state, const std::map<uint64_t, CaseResult>& waiting);

  /// Saves the state.
  void save(const CampaignState& state, const std::map<uint64_t, CaseResult>& waiting);

  /// Saves the record of the tally's failure at that index, provided the failure itself has been saved.
  void addShrunk(size_t failure, const FailureRecord& record);

  /// Saves what came of looking at the suspect case of that number for another mistake behind it, provided the
  /// failure's own record has been saved: what a search finds depends on it.
  void addSearch(size_t failure, uint64_t suspect, const std::optional<FailureRecord>& record);

  /// The campaign has ended; nothing more is saved.
  void end(RunEnd ended);

 private:
  using Clock = std::chrono::steady_clock;

  void append(const nlohmann::ordered_json& entry);
  void rewrite();
  void syncIfDue();

  std::filesystem::path path_;
  std::unique_ptr<JournalFile> file_;
  SavedCampaign saved_;
  Clock::time_point savedAt_, syncedAt_;
  /// Size of the file when it was last rewritten.
  uint64_t rewrittenBytes_ = 0;
};

}  // namespace swapcheck
