// Case files: failures/<id>.json, what `replay` reads.
#pragma once

#include <filesystem>

#include "generators/case/case.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// What a case file holds: a case, and how it failed when it was written.
struct FailureFile {
  SwapCase swapCase;
  /// Empty when the file holds a bare case.
  std::string strategy;
  std::string property;
  std::string check;
  /// It did not fail every time.
  bool flaky = false;
  /// The files that its strategy needs; none for a built-in strategy.
  std::vector<StrategySource> sources = {};
};

/// The failure as the JSON of a case file.
nlohmann::ordered_json caseFileJson(const FailureRecord& failure, const RunRecord& run);

/// Writes the case file of a failure, creating its folder if needed. Throws HarnessError.
void writeFailureFile(const std::filesystem::path& path, const FailureRecord& failure, const RunRecord& run);

/// Reads a case file, or a file with a bare case. Throws InputError that names the file, and the field where one is
/// wrong.
FailureFile readFailureFile(const std::filesystem::path& path);

}  // namespace swapcheck
