// `verify` and `replay` for callers who write another language than C++.
#pragma once

#include <swapcheck/verify.h>

#include "reports/record/run_record.h"

namespace swapcheck {

/// How a language says that a failure is to be shown again.
struct ReplayLines {
  /// The case of that number in the seed, by that property.
  std::function<std::string(uint64_t seed, uint64_t number, const std::string& property)> ofNumber;
  /// The case of that file, an absolute path.
  std::function<std::string(const std::filesystem::path& file)> ofFile;
};

/// As `verify`.
Verification verifyWith(const Strategy& strategy, const VerifyOptions& options, const ReplayLines& lines);

/// As `replay`.
Verification replayWith(const Strategy& strategy, const std::filesystem::path& file,
                        const std::vector<std::string>& properties, const ReplayLines& lines);

/// The result of a run of one strategy that was judged elsewhere, by the properties and for the folder of these
/// options.
Verification verifiedRun(RunRecord run, const VerifyOptions& options, const ReplayLines& lines);

}  // namespace swapcheck
