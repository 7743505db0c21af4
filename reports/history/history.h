// What earlier runs found: runs, their verdicts and medians, and every finding from its first sighting on, in SQLite.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "reports/bench/medians.h"
#include "reports/history/finding_state.h"
#include "reports/record/run_record.h"
#include "strategies/error.h"

namespace SQLite {
class Database;
}

namespace swapcheck {

/// The result of judging a finding's saved case again.
struct Retest {
  std::string id = {};
  /// None when it was not judged.
  Sighting result = Sighting::None;
  /// Why it was not judged, or how it fails now. May be empty.
  std::string note = {};
};

/// A finding over all runs.
struct SavedFinding {
  std::string id = {};
  std::string strategy = {};
  std::string property = {};
  std::string check = {};
  /// As in FailureRecord, of the run that saved the case.
  std::string outcome = {};
  std::string message = {};
  /// The shrunk case; null when the history holds no JSON there.
  nlohmann::ordered_json swapCase = {};
  FindingState state = FindingState::New;
  /// When the runs started that first and last saw it fail, UTC, ISO 8601.
  std::string firstSeen = {};
  std::string lastSeen = {};
  /// Cases that failed this way, over all runs.
  int64_t count = 0;
  /// Runs in which it failed, in one of their cases or in a re-test.
  int64_t runs = 0;
};

/// A run without its failures and coverage; the fields are RunRecord's.
struct SavedRun {
  std::string folder = {};
  std::string startedAt = {};
  uint64_t seed = 0;
  int64_t cases = 0;
  double durationS = 0;
  std::string libtorch = {};
  std::string device = {};
  std::string command = {};
  std::string ended = {};
  std::map<std::string, std::string> context = {};
  /// How many cells of the matrix have each verdict.
  std::map<Verdict, int64_t> verdicts = {};
  /// By name.
  std::vector<BenchMedian> medians = {};
};

/// What a run changed, or confirmed, of one finding.
struct FindingChange {
  std::string id = {};
  /// Nothing for a finding that no earlier run has seen.
  std::optional<FindingState> before = std::nullopt;
  FindingState after = FindingState::New;
  std::string firstSeen = {};

  /// It was fixed and fails again.
  bool isReturn() const { return before == FindingState::Fixed && after != FindingState::Fixed; }
};

struct HistoryUpdate {
  /// False when the history already had the run; then nothing was changed.
  bool added = false;
  /// By id.
  std::vector<FindingChange> changes = {};
};

/// How long to wait for a locked history.
inline constexpr std::chrono::milliseconds kHistoryPatience{5000};

/// The history in one file. Every function throws InputError.
class History {
 public:
  /// Opens the file to add to it, in WAL mode, creating it and its folder if missing and migrating it to this build's
  /// version.
  static History open(const std::filesystem::path& file, std::chrono::milliseconds patience = kHistoryPatience);

  /// Reads the whole file into memory, as this build's version; the file stays as it is and must exist.
  static History openToRead(const std::filesystem::path& file, std::chrono::milliseconds patience = kHistoryPatience);

  History(History&&) noexcept;
  ~History();

  /// Adds a run and what its re-tests saw, all or nothing. A run is identified by its folder, start and seed: one that
  /// was resumed since it was added replaces itself.
  HistoryUpdate addRun(const RunRecord& run, const std::string& folder, const std::vector<Retest>& retests,
                       const std::vector<BenchMedian>& medians);

  /// At most `most` runs, the latest first.
  std::vector<SavedRun> runs(int64_t most) const;

  /// All findings: returned, new, open, flaky, then fixed ones; in each group the last seen first.
  std::vector<SavedFinding> findings() const;

  /// The regression corpus, in the order in which to re-test it: open findings, then fixed ones; in each group those
  /// never re-tested, then those re-tested longest ago.
  std::vector<SavedFinding> corpus() const;

 private:
  History(std::filesystem::path file, std::unique_ptr<SQLite::Database> database);

  std::filesystem::path file_;
  std::unique_ptr<SQLite::Database> database_;
};

}  // namespace swapcheck
