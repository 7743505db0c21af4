// A run of one strategy as somebody's own tests see it.
#pragma once

#include <swapcheck/verification.h>

#include "reports/record/run_record.h"

namespace swapcheck {

/// What the run of one strategy, whose failures have their replay lines, has come to. With `named`, every property was
/// asked for by its name. `origin` is what was judged: "1,000 cases of seed 1".
Verification verificationOf(const RunRecord& run, bool named, const std::string& origin);

/// C++ that judges the case of that number again, by that property.
std::string replayLine(uint64_t seed, uint64_t number, const std::string& property);

/// C++ that judges the case of that file again.
std::string replayLine(const std::filesystem::path& file);

}  // namespace swapcheck
