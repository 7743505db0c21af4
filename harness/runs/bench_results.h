// Benchmarks in run folders: beside a run or alone, and which of them a merged run keeps.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "reports/bench/document.h"
#include "reports/record/run_record.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// Whether the folder holds bench.json but no run: neither run.json nor a journal with entries.
bool holdsBenchAlone(const std::filesystem::path& folder);

/// The record of the run in the folder; nothing when there is no run. Throws InputError.
std::optional<RunRecord> readRunIfAny(const std::filesystem::path& folder, const Catalogue& catalogue);

/// The benchmarks of one folder.
struct BenchResults {
  std::string folder;
  /// The content of bench.json.
  nlohmann::ordered_json json;
  BenchDocument document;
};

/// Nothing when the folder has no bench.json. Throws InputError when that cannot be read or was not written by Google
/// Benchmark.
std::optional<BenchResults> readBenchResults(const std::filesystem::path& folder);

/// One sentence about the results that are left out because only the first are kept: medians of several machines are
/// never mixed. Empty when there is at most one result.
std::string leftOutText(const std::vector<BenchResults>& all);

}  // namespace swapcheck
