// What was thrown, as a failure.
#pragma once

#include "properties/outcome.h"
#include "strategies/exception_text.h"

namespace swapcheck {

/// The failure of a check because something was thrown. When the sentence holds the text of an internal assertion of
/// LibTorch the check is "internal-assert" instead: that is a defect of LibTorch, whichever check met it.
Falsified thrownFailure(std::string check, std::string sentence);

/// What errors of one kind have in common: the text without its numbers and names of dtypes, and cut off where it gets
/// long. "expected Float, got shape [2, 3]" and "expected Long, got shape [7]" are of one kind.
std::string errorKindOf(std::string_view text);

/// Whether an error says clearly that an operator or a function has no formula for what was asked of it: forward mode,
/// or a second derivative. Told by the texts of LibTorch 1.13 to 2.13 and of its Python functions.
bool isRefusal(std::string_view text);

}  // namespace swapcheck
