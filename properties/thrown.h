// What was thrown, as text and as a failure.
#pragma once

#include "properties/outcome.h"

namespace swapcheck {

/// An exception as the properties look at it.
struct Exception {
  /// Its first line with text, without a backtrace; an internal assertion of LibTorch is named wherever it stands.
  std::string text;
  bool isC10Error = false;
  /// Its text, all of it, says that an internal assertion of LibTorch failed.
  bool isInternalAssert = false;
};

/// The exception that is being handled.
Exception currentException();

/// The text of the exception that is being handled, its first line with text, without a backtrace; an internal
/// assertion of LibTorch is named wherever it stands in the text.
std::string currentExceptionText();

/// The failure of a check because something was thrown. When the sentence holds the text of an internal assertion of
/// LibTorch the check is "internal-assert" instead: that is a defect of LibTorch, whichever check met it.
Falsified thrownFailure(std::string check, std::string sentence);

}  // namespace swapcheck
