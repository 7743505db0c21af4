// The history beside one run, as `nightly` and `fuzz` keep it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>

#include "harness/campaign/campaign.h"
#include "harness/commands/command.h"
#include "reports/bench/document.h"
#include "reports/history/history.h"

namespace swapcheck {

/// Where a history is kept unless another file is named.
inline constexpr const char* kDefaultHistory = "runs/history.db";

/// Whatever is wrong with the history is said in one sentence on the context's `err`, when the run's results are
/// complete, and costs them nothing.
class RunHistory {
 public:
  RunHistory(std::filesystem::path file, const CommandContext& context) : file_(std::move(file)), context_(context) {}

  /// Judges the saved cases of the chosen strategies and properties again, those of open findings first, and prints
  /// what became of the findings; begins no other one when `budgetS` seconds are over, or the user asked to stop.
  /// `limits` are those of each one's process.
  void retest(const CampaignOptions& chosen, double budgetS, const ProcessLimits& limits = {});

  /// Adds the run, with all that the re-tests saw, and prints what has returned and what there is.
  void add(const RunRecord& run, const std::filesystem::path& folder, const std::optional<BenchDocument>& bench);

  /// Findings of earlier runs that the re-tests saw fail.
  std::vector<std::string> stillFailing() const;

 private:
  void retestAll(const CampaignOptions& chosen, double budgetS, const ProcessLimits& limits);
  void printChanges(const HistoryUpdate& update) const;
  void complain(const std::string& sentence) const;

  std::filesystem::path file_;
  const CommandContext& context_;
  std::vector<Retest> retests_;
  /// Why nothing was re-tested.
  std::string retestProblem_;
};

}  // namespace swapcheck
