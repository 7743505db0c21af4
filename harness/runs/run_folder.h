// The folder that holds a run's results.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reports/bench/document.h"
#include "reports/record/run_record.h"

namespace swapcheck {

class RunFolder {
 public:
  /// Makes the folder, `runs/<UTC time>-<suffix>` when none is named, and keeps it locked while this object lives.
  /// Throws InputError when it cannot be written, another run writes into it, or it holds one of the entries in `fresh`
  /// already: results are never overwritten.
  static RunFolder create(const std::optional<std::filesystem::path>& named, const std::string& suffix,
                          const std::vector<const char*>& fresh);

  const std::filesystem::path& path() const { return path_; }

  /// Writes run.json. Like the other writers, throws HarnessError.
  void writeRun(const RunRecord& run) const;

  /// Writes the case file of a failure, under its `file`.
  void writeFailure(const FailureRecord& failure, const RunRecord& run) const;

  /// Writes bench.json.
  void writeBench(const nlohmann::ordered_json& bench) const;

 private:
  RunFolder(std::filesystem::path path, std::shared_ptr<const void> lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}

  std::filesystem::path path_;
  std::shared_ptr<const void> lock_;
};

/// The run record in a run folder. Throws InputError that names the file.
RunRecord readRun(const std::filesystem::path& folder);

/// bench.json in a run folder, or nothing when there is none. Throws InputError when it cannot be read.
std::optional<nlohmann::ordered_json> readBenchJson(const std::filesystem::path& folder);

/// The same, parsed. Throws InputError likewise.
std::optional<BenchDocument> readBench(const std::filesystem::path& folder);

/// Writes report.html, summary.md and junit.xml into `folder`, about the benchmarks alone when there is no run. Throws
/// HarnessError.
void writeReports(const std::filesystem::path& folder, const std::optional<RunRecord>& run,
                  const std::optional<BenchDocument>& bench);

/// Now, in UTC: "2026-01-31T12:00:00Z".
std::string utcNow();

}  // namespace swapcheck
