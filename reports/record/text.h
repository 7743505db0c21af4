// Numbers and words as a person reads them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace swapcheck {

struct FailureRecord;
struct KnownFailureTally;
struct RunRecord;
struct ShrinkRecord;
enum class FailureOutcome;

/// "12,345".
std::string thousands(int64_t value);

/// Three significant digits and an SI prefix: "1.23 G", "45.6 k", "789"; "inf", "nan".
std::string siNumber(double value);

/// A count: as it is up to 999, then as `siNumber`.
std::string siCount(int64_t count);

/// "0.42 s", "12.3 s", "9 min 58 s", "2 h 5 min".
std::string durationText(double seconds);

/// "1 case", "12,345 cases".
std::string counted(int64_t count, std::string_view singular, std::string_view plural);

/// "shrunk from 384 elements to 2 in 41 evaluations, until no smaller case failed".
std::string shrinkText(const ShrinkRecord& shrink);

/// "what matters: dtype.float16, layout.permuted", "what matters: nothing, a plain case fails"; empty where it is not
/// known.
std::string mattersText(const FailureRecord& failure);

/// "9,122 of 9,130 cases failed", "no case met the condition".
std::string metText(const KnownFailureTally& tally);

/// A sentence about the A/A noise of a sweep, a fraction.
std::string noiseText(double aaNoise);

/// "no case had dtype.bool, mask.none and 3 more" when required features were missed, then "4,207 of 4,210 pairs of
/// features" where pairs were counted; each on a line that begins with "coverage: ".
std::string coverageText(const RunRecord& run);

/// The outcome of a failure as a verb: "does not hold", "fails, but not every time", "crashes", "hangs" or "runs out of
/// memory".
std::string outcomeText(FailureOutcome outcome);

}  // namespace swapcheck
