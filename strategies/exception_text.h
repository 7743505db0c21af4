// What was thrown, as text.
#pragma once

#include <string>
#include <string_view>

namespace swapcheck {

/// What every text of TORCH_INTERNAL_ASSERT has.
inline constexpr std::string_view kInternalAssert = "INTERNAL ASSERT";

/// An exception as the properties look at it.
struct Exception {
  /// Its first line with text, without a backtrace, as a `documentText`; an internal assertion of LibTorch is named
  /// wherever it stands.
  std::string text;
  bool isC10Error = false;
  /// Its text, all of it, says that an internal assertion of LibTorch failed.
  bool isInternalAssert = false;
  /// Of a `BrokenPromise`, its property and check; else empty.
  std::string property = {};
  std::string check = {};
};

/// The exception that is being handled.
Exception currentException();

/// The text of the exception that is being handled.
std::string currentExceptionText();

}  // namespace swapcheck
