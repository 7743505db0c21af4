#include "harness/campaign/journal.h"

#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr auto kSaveEvery = std::chrono::milliseconds(500);
constexpr auto kSyncEvery = std::chrono::seconds(5);
/// A journal that has grown by this much is rewritten.
constexpr uint64_t kMostGrowth = uint64_t{4} << 20;

}  // namespace

CampaignJournal::CampaignJournal(std::filesystem::path path, SavedCampaign saved)
    : path_(std::move(path)), saved_(std::move(saved)) {
  rewrite();
}

void CampaignJournal::rewrite() {
  writeJournal(path_, saved_.entries());
  file_ = std::make_unique<JournalFile>(path_);
  rewrittenBytes_ = file_->bytes();
}

void CampaignJournal::append(const nlohmann::ordered_json& entry) {
  try {
    file_->append(entry);
    saved_.apply(entry);
    if (file_->bytes() >= rewrittenBytes_ + kMostGrowth) rewrite();
  } catch (HarnessError& error) {
    file_.reset();
    error.setAdvice("what was done is saved: --resume goes on with it when that is mended");
    throw;
  }
}

void CampaignJournal::syncIfDue() {
  if (Clock::now() - syncedAt_ < kSyncEvery) return;
  file_->sync();
  syncedAt_ = Clock::now();
}

void CampaignJournal::saveIfDue(const CampaignState& state, const std::map<uint64_t, CaseResult>& waiting) {
  const ProgressEntry& saved = saved_.progress;
  const bool isNew = state.tally.failures().size() > saved.failures.size() ||
                     (state.delayedDeath != nullptr) != saved.delayedDeath.has_value();
  if (file_ && (isNew || Clock::now() - savedAt_ >= kSaveEvery)) save(state, waiting);
}

void CampaignJournal::save(const CampaignState& state, const std::map<uint64_t, CaseResult>& waiting) {
  if (!file_) return;
  append(entryOf(progressSince(saved_, state)));
  for (const auto& [number, result] : waiting)
    if (!saved_.waiting.contains(number)) append(entryOf(waitingEntryOf(result)));
  savedAt_ = Clock::now();
  syncIfDue();
}

void CampaignJournal::addShrunk(size_t failure, const FailureRecord& record) {
  if (file_ && failure < saved_.progress.failures.size()) append(entryOf(ShrunkEntry{failure, {}, toJson(record)}));
}

void CampaignJournal::addSearch(size_t failure, uint64_t suspect, const std::optional<FailureRecord>& record) {
  if (file_ && saved_.shrunk.contains(failure))
    append(entryOf(ShrunkEntry{failure, suspect, record ? toJson(*record) : nlohmann::ordered_json()}));
}

void CampaignJournal::end(RunEnd ended) {
  if (!file_) return;
  append(entryOf(EndEntry{std::string(runEndName(ended))}));
  file_->sync();
  file_.reset();
}

}  // namespace swapcheck
