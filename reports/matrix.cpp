#include "reports/matrix.h"

#include <algorithm>

#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kVerdictWords({
    NamedValue{Verdict::Verified, "verified"},
    {Verdict::Falsified, "falsified"},
    {Verdict::KnownFailure, "known"},
    {Verdict::StaleKnownFailure, "stale"},
    {Verdict::NotRun, "not run"},
    {Verdict::Unsupported, "unsupported"},
});

size_t indexOf(std::vector<NamedSummary>& named, const std::string& name) {
  const auto found = std::find_if(named.begin(), named.end(), [&](const auto& one) { return one.name == name; });
  if (found != named.end()) return static_cast<size_t>(found - named.begin());
  named.push_back({name, ""});
  return named.size() - 1;
}

/// Adds the strategies and properties that only a verdict or a failure names.
void completeNames(Matrix& matrix, const RunRecord& run) {
  for (const VerdictRecord& verdict : run.verdicts) {
    indexOf(matrix.strategies, verdict.strategy);
    indexOf(matrix.properties, verdict.property);
  }
  for (const FailureRecord& failure : run.failures) {
    indexOf(matrix.strategies, failure.strategy);
    indexOf(matrix.properties, failure.property);
  }
}

void settle(VerdictRecord& cell, const RunRecord& run) {
  if (hasFailureOnRecord(run, cell))
    cell.verdict = Verdict::Falsified;
  else if (hasStale(cell) && cell.verdict != Verdict::Falsified)
    cell.verdict = Verdict::StaleKnownFailure;
  else if (cell.verdict == Verdict::Verified && cell.cases == 0)
    cell.verdict = Verdict::NotRun;
}

}  // namespace

bool hasFailureOnRecord(const RunRecord& run, const VerdictRecord& cell) {
  return std::any_of(run.failures.begin(), run.failures.end(),
                     [&](const FailureRecord& failure) { return isFinding(failure) && isOf(failure, cell); });
}

bool hasStale(const VerdictRecord& cell) {
  return std::any_of(cell.known.begin(), cell.known.end(), [](const auto& tally) { return tally.stale; });
}

int64_t countOf(const Matrix& matrix, Verdict verdict) {
  int64_t count = 0;
  for (const auto& row : matrix.cells)
    count += std::count_if(row.begin(), row.end(), [&](const auto& cell) { return cell.verdict == verdict; });
  return count;
}

std::string_view wordsFor(Verdict verdict) { return kVerdictWords.of(verdict); }

Matrix matrixOf(const RunRecord& run) {
  Matrix matrix{run.strategies, run.properties, {}};
  completeNames(matrix, run);
  for (const NamedSummary& strategy : matrix.strategies) {
    auto& row = matrix.cells.emplace_back();
    for (const NamedSummary& property : matrix.properties)
      row.push_back({.strategy = strategy.name, .property = property.name, .known = {}});
  }
  for (const VerdictRecord& verdict : run.verdicts)
    matrix.cells[indexOf(matrix.strategies, verdict.strategy)][indexOf(matrix.properties, verdict.property)] = verdict;
  for (auto& row : matrix.cells)
    for (VerdictRecord& cell : row) settle(cell, run);
  return matrix;
}

}  // namespace swapcheck
