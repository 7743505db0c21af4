// The history of runs, as `nightly` and `fuzz` update it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>

#include "harness/campaign/campaign.h"
#include "harness/commands/command.h"
#include "harness/processes/isolation.h"
#include "reports/bench/document.h"
#include "reports/history/history.h"

namespace swapcheck {

/// Where a history is kept unless another file is named.
inline constexpr const char* kDefaultHistory = "runs/history.db";

/// A problem with the history does not affect the run: one sentence on the context's `err` reports it when the run's
/// results are complete.
class RunHistory {
 public:
  RunHistory(std::filesystem::path file, const CommandContext& context) : file_(std::move(file)), context_(context) {}

  /// Judges the saved cases of the chosen strategies and properties again, those of open findings first, and prints
  /// what became of the findings; starts no further one when `budgetS` seconds are over or the user asked to stop.
  /// `limits` apply to each process.
  void retest(const CampaignOptions& chosen, double budgetS, const ProcessLimits& limits = {});

  /// Adds the run with the results of the re-tests, and prints which findings have returned and how many there are.
  void add(const RunRecord& run, const std::filesystem::path& folder, const std::optional<BenchDocument>& bench);

  /// Findings of earlier runs that failed in the re-tests.
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
