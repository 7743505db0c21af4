// Keeps a campaign's journal, so that it can be gone on with whatever ends it.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "harness/campaign/saved_campaign.h"
#include "harness/storage/journal_file.h"

namespace swapcheck {

/// All calls throw HarnessError when there is no room; the journal is readable then.
class CampaignJournal {
 public:
  /// Keeps nothing.
  CampaignJournal() = default;

  /// Goes on from what was saved, in the same file, or begins one.
  CampaignJournal(std::filesystem::path path, SavedCampaign saved);

  /// What is in the journal.
  const SavedCampaign& saved() const { return saved_; }

  /// Saves what has happened: at once when a failure was met, or a death begins or ceases to be looked into, else now
  /// and then. `waiting` are results of later numbers.
  void saveIfDue(const CampaignState& state, const std::map<uint64_t, CaseResult>& waiting);

  /// Saves what has happened.
  void save(const CampaignState& state, const std::map<uint64_t, CaseResult>& waiting);

  /// Saves the record of a failure of the tally, by its place, unless its being met has not been saved.
  void addShrunk(size_t failure, const FailureRecord& record);

  /// The campaign has ended; nothing more is saved.
  void end(RunEnd ended);

 private:
  using Clock = std::chrono::steady_clock;

  void append(const nlohmann::ordered_json& entry);
  void makeAnew();
  void syncNowAndThen();

  std::filesystem::path path_;
  std::unique_ptr<JournalFile> file_;
  SavedCampaign saved_;
  Clock::time_point savedAt_, syncedAt_;
  /// As long as the file was when it was last made anew.
  uint64_t leastBytes_ = 0;
};

}  // namespace swapcheck
