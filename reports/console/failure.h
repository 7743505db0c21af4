// Failures as plain text.
#pragma once

#include "reports/record/failure_record.h"

namespace swapcheck {

/// A small tensor on one line: name, dtype, shape, then its values in brackets; marked elements carry a star.
std::string gridText(const Grid& grid);

/// A failing check with its message, the tensors, and the reason when it is known; several lines.
std::string counterexampleText(const FailureRecord& failure);

/// A failure as a campaign found it: the counterexample, how it was shrunk, and how to reproduce it; several lines.
std::string failureText(const FailureRecord& failure);

}  // namespace swapcheck
