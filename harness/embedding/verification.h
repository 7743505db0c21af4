// The record of one strategy's run as the public Verification.
#pragma once

#include <swapcheck/verification.h>

#include "reports/record/run_record.h"

namespace swapcheck {

/// The result of one strategy's run, whose failures must have their replay lines. `named` says that every property was
/// requested by name. `origin` says what was judged: "1,000 cases of seed 1".
Verification verificationOf(const RunRecord& run, bool named, const std::string& origin);

/// C++ that judges the case of that number again, by that property.
std::string replayLine(uint64_t seed, uint64_t number, const std::string& property, std::optional<int64_t> kinds);

/// C++ that judges the case of that file again.
std::string replayLine(const std::filesystem::path& file);

}  // namespace swapcheck
