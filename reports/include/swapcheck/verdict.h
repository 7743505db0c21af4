// The verdict on a strategy by a property.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace swapcheck {

enum class Verdict {
  /// Every case passed.
  Verified,
  /// A case failed that no known failure covers.
  Falsified,
  /// Cases failed, and known failures cover them all.
  KnownFailure,
  /// A known failure that many cases met and none failed.
  StaleKnownFailure,
  /// No case was judged.
  NotRun,
  /// Cases failed, all of them by a clear refusal: a mode that an operator has no formula for.
  Unsupported,
};

inline constexpr size_t kVerdictCount = 6;

/// "verified", "falsified", "known-failure", "stale-known-failure", "not-run" or "unsupported".
std::string_view verdictName(Verdict verdict);

/// The verdict of that name, or nothing.
std::optional<Verdict> verdictNamed(std::string_view name);

}  // namespace swapcheck
