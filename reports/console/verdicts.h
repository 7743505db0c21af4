// The verdicts of a run as plain text.
#pragma once

#include "reports/record/run_record.h"

namespace swapcheck {

/// The matrix of strategies and properties; several lines.
std::string matrixText(const RunRecord& run);

/// How much was judged, the matrix, the coverage, and further remarks; several lines.
std::string verdictsText(const RunRecord& run);

}  // namespace swapcheck
