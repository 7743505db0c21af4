// What was thrown, as a failure.
#pragma once

#include "properties/outcome.h"
#include "strategies/exception_text.h"

namespace swapcheck {

/// The failure of a check because something was thrown. When the sentence holds the text of an internal assertion of
/// LibTorch the check is "internal-assert" instead: that is a defect of LibTorch, whichever check met it.
Falsified thrownFailure(std::string check, std::string sentence);

}  // namespace swapcheck
