// Judging a strategy from your own test suite.
#pragma once

#include <swapcheck/strategy.h>
#include <swapcheck/verification.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace swapcheck {

/// Case numbers that `verify` judges when it is not told otherwise.
inline constexpr int64_t kVerifyCases = 1000;

struct VerifyOptions {
  /// Seed of the stream of cases: the same seed gives the same cases on every machine.
  uint64_t seed = 1;
  /// How many cases to judge, from number 0; none: `kVerifyCases` or, with `time`, until that is up.
  std::optional<int64_t> cases = std::nullopt;
  /// Time limit; none: until the cases are done.
  std::optional<std::chrono::duration<double>> time = std::nullopt;
  /// Judges this case number alone, instead of the first `cases`.
  std::optional<uint64_t> onlyCase = std::nullopt;
  /// Names, as `propertyNames` gives them; none: all.
  std::vector<std::string> properties = {};
  /// Where a case file is written for every failure, over an earlier one of the same failure; empty: nowhere.
  std::filesystem::path folder = {};
  /// Takes shapes, dtypes, layouts and states of the first so many numbers only, with ever new contents; none: ever new
  /// ones.
  std::optional<int64_t> kinds = std::nullopt;
};

/// What `verify` or `replay` cannot do as it was asked; the message names the option, says what was expected and got.
struct VerifyError : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Judges the strategy on a stream of random cases, in this process, which must survive the strategy. Prints nothing.
/// While it runs, this thread hears no warnings of LibTorch, and LibTorch takes one thread for an operator; a write to
/// read-only inputs is noted by a handler of SIGSEGV. All that is restored when it returns. One call at a time. Throws
/// VerifyError.
Verification verify(const Strategy& strategy, const VerifyOptions& options = {});

/// Judges the strategy on the case of a case file, by the property that the file names, or by the given ones; up to 50
/// times where the failure was flaky. Otherwise as `verify`. Throws VerifyError.
Verification replay(const Strategy& strategy, const std::filesystem::path& file,
                    const std::vector<std::string>& properties = {});

/// Names of all properties, in the order in which they are shown.
std::vector<std::string> propertyNames();

}  // namespace swapcheck
