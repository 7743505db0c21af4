#include "harness/campaign/journal.h"

#include <fmt/format.h>

#include "harness/errors.h"

namespace swapcheck {
namespace {

constexpr auto kSaveEvery = std::chrono::milliseconds(250);
constexpr auto kSyncEvery = std::chrono::seconds(5);
/// A journal that has grown by so much is made anew.
constexpr uint64_t kMostGrowth = uint64_t{4} << 20;

}  // namespace

CampaignJournal::CampaignJournal(std::filesystem::path path, SavedCampaign saved)
    : path_(std::move(path)), saved_(std::move(saved)) {
  writeJournal(path_, saved_.entries());
  file_ = std::make_unique<JournalFile>(path_);
  leastBytes_ = file_->bytes();
}

void CampaignJournal::append(nlohmann::ordered_json entry) {
  try {
    file_->append(entry);
    saved_.apply(entry);
    if (file_->bytes() < leastBytes_ + kMostGrowth) return;
    writeJournal(path_, saved_.entries());
    file_ = std::make_unique<JournalFile>(path_);
    leastBytes_ = file_->bytes();
  } catch (const HarnessError& error) {
    file_.reset();
    throw HarnessError(
        fmt::format("{}; what was done is saved: --resume goes on with it when that is mended", error.what()));
  }
}

void CampaignJournal::syncNowAndThen() {
  if (Clock::now() - syncedAt_ < kSyncEvery) return;
  file_->sync();
  syncedAt_ = Clock::now();
}

void CampaignJournal::keepUp(const CampaignStanding& standing, const std::map<uint64_t, CaseResult>& waiting) {
  const bool isNew = standing.tally.failures().size() > saved_.met.size() ||
                     (standing.lateDeath != nullptr) == saved_.lateDeath.is_null();
  if (file_ && (isNew || Clock::now() - savedAt_ >= kSaveEvery)) save(standing, waiting);
}

void CampaignJournal::save(const CampaignStanding& standing, const std::map<uint64_t, CaseResult>& waiting) {
  if (!file_) return;
  append(progressEntry(saved_, standing));
  for (const auto& [number, result] : waiting)
    if (!saved_.waiting.contains(number)) append({{"kind", "waiting"}, {"case", toJson(result)}});
  savedAt_ = Clock::now();
  syncNowAndThen();
}

void CampaignJournal::addShrunk(size_t failure, const FailureRecord& record) {
  if (file_ && failure < saved_.met.size())
    append({{"kind", "shrunk"}, {"failure", failure}, {"record", toJson(record)}});
}

void CampaignJournal::end(const std::string& ended) {
  if (!file_) return;
  append({{"kind", "end"}, {"ended", ended}});
  file_->sync();
  file_.reset();
}

}  // namespace swapcheck
