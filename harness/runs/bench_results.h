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

/// Whether the folder holds bench.json, and nothing of a run: neither run.json nor a journal with anything in it.
bool holdsBenchAlone(const std::filesystem::path& folder);

/// The record of a run that is in the folder beside other things; nothing when there is no run. Throws InputError.
std::optional<RunRecord> readRunIfAny(const std::filesystem::path& folder, const Catalogue& catalogue);

/// The benchmarks of one folder.
struct BenchResults {
  std::string folder;
  /// bench.json as it is.
  nlohmann::ordered_json json;
  BenchDocument document;
};

/// Nothing when the folder has no bench.json. Throws InputError when that cannot be read or is none of Google
/// Benchmark's.
std::optional<BenchResults> readBenchResults(const std::filesystem::path& folder);

/// One sentence about the results that are left out where only the first can be kept: medians are of one machine, and
/// those of several are never mixed. Empty when there is one, or none.
std::string leftOutText(const std::vector<BenchResults>& all);

}  // namespace swapcheck
