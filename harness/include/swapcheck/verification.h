// The result of verifying a strategy, as data and as text; works with EXPECT_TRUE.
#pragma once

#include <swapcheck/verdict.h>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <type_traits>
#include <vector>

namespace swapcheck {

/// How a strategy fared by one property.
struct PropertyVerdict {
  std::string property;
  Verdict verdict = Verdict::NotRun;
  /// Cases on which the property was judged, and failures among them that no known failure covers.
  int64_t cases = 0;
  int64_t failures = 0;
};

/// One failure, shrunk to a minimal case: all failures with one property, check and known failure (or none) are one.
struct VerifiedFailure {
  std::string property;
  /// Which of the property's checks failed ("bits").
  std::string check;
  /// "falsified", or "flaky": an immediate second run of the same case passed, or failed otherwise.
  std::string outcome;
  /// One sentence: where, what was expected, what was got.
  std::string message;
  /// Why it is known; empty for a finding.
  std::string knownReason;
  /// Number, in the seed, of the first case that failed this way, and how many cases did.
  uint64_t firstCase = 0;
  int64_t count = 0;
  /// The minimal case as JSON, as a case file holds it.
  std::string caseJson;
  /// Its case file, an absolute path; empty where no folder was given.
  std::filesystem::path file;
  /// C++ that shows it again, with the strategy under the name `strategy`.
  std::string replay;
  /// The failure as a person reads it, inputs, expected and got included; several lines.
  std::string text;

  bool isKnown() const { return !knownReason.empty(); }
};

/// What GoogleTest's AssertionResult is: made from whether it succeeded, and given a text.
template <typename Result>
concept AssertionResultLike = std::is_class_v<Result> && std::constructible_from<Result, bool> &&
                              requires(Result result, const std::string& text) {
                                { result << text } -> std::same_as<Result&>;
                                { result.failure_message() } -> std::convertible_to<const char*>;
                              };

struct Verification {
  std::string strategy;
  uint64_t seed = 0;
  /// Case numbers that were judged.
  int64_t cases = 0;
  /// Of the chosen properties, in the order in which `swapcheck list properties` shows them.
  std::vector<PropertyVerdict> verdicts;
  /// Known ones too.
  std::vector<VerifiedFailure> failures;
  /// Only documented failures occurred, no known failure is stale, and cases were judged: at least one, and at least
  /// one by every property that was requested by name.
  bool passed = false;
  /// What was found, as a person reads it; several lines.
  std::string text;

  explicit operator bool() const { return passed; }

  /// To `testing::AssertionResult`, so that EXPECT_TRUE prints the text.
  template <AssertionResultLike Result>
  operator Result() const {  // NOLINT(google-explicit-constructor): EXPECT_TRUE asks for an implicit one
    Result result(passed);
    result << text;
    return result;
  }
};

/// Its text.
std::ostream& operator<<(std::ostream& out, const Verification& verification);

}  // namespace swapcheck
