// The verdict of every strategy on every property.
#pragma once

#include <string_view>
#include <vector>

#include "reports/record/run_record.h"

namespace swapcheck {

/// A verdict in the few words of a table: "verified", "falsified", "known", "stale" or "not run".
std::string_view wordsFor(Verdict verdict);

/// Every strategy against every property.
struct Matrix {
  std::vector<NamedSummary> strategies;
  std::vector<NamedSummary> properties;
  /// `cells[s][p]`; a pair that the run does not mention is NotRun.
  std::vector<std::vector<VerdictRecord>> cells;
};

/// Errs on the side of a finding: a cell with one is falsified whatever its verdict says, and a cell verified on no
/// case is NotRun.
Matrix matrixOf(const RunRecord& run);

/// Cells with that verdict.
int64_t countOf(const Matrix& matrix, Verdict verdict);

/// Whether one of the cell's known failures is stale.
bool hasStale(const VerdictRecord& cell);

/// Whether the run has a failure of the cell that no known failure covers.
bool hasFailureOnRecord(const RunRecord& run, const VerdictRecord& cell);

/// Whether a failure or a known failure is of that cell.
template <typename Record>
bool isOf(const Record& record, const VerdictRecord& cell) {
  return record.strategy == cell.strategy && record.property == cell.property;
}

}  // namespace swapcheck
