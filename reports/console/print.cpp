#include "reports/console/print.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/console/printable.h"
#include "reports/record/text.h"
#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

bool isMarked(const Grid& grid, size_t cell) {
  return std::find(grid.marked.begin(), grid.marked.end(), static_cast<int64_t>(cell)) != grid.marked.end();
}

/// The values from dimension `dim` on in nested brackets; `next` is the cell that comes next.
std::string nestedText(const Grid& grid, size_t dim, size_t& next) {
  if (next >= grid.cells.size()) return "...";
  if (dim == grid.shape.size()) {
    const bool marked = isMarked(grid, next);
    return grid.cells[next++] + (marked ? "*" : "");
  }
  std::string text = "[";
  for (int64_t k = 0; k < grid.shape[dim]; ++k) {
    text += (k == 0 ? "" : ", ") + nestedText(grid, dim + 1, next);
    if (next >= grid.cells.size() && k + 1 < grid.shape[dim]) return text + ", ...]";
  }
  return text + "]";
}

constexpr EnumNames kCellWords({
    NamedValue{Verdict::Verified, "ok"},
    {Verdict::Falsified, "FAILS"},
    {Verdict::KnownFailure, "known"},
    {Verdict::StaleKnownFailure, "STALE"},
    {Verdict::NotRun, "-"},
});

/// Verdicts stand strategy by strategy, properties in order.
std::string rowText(const RunRecord& run, size_t strategy) {
  std::string row = fmt::format("  {:<24}", run.strategies[strategy].name);
  for (size_t p = 0; p < run.properties.size(); ++p)
    row += fmt::format("  {:<{}}", kCellWords.of(run.verdicts[strategy * run.properties.size() + p].verdict),
                       std::max<size_t>(run.properties[p].name.size(), 5));
  return row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
}

}  // namespace

std::string gridText(const Grid& grid) {
  const bool empty = numelOf(grid.shape) == 0;
  size_t next = 0;
  return fmt::format("{}: {} {} = {}", grid.name, grid.dtype, toString(grid.shape),
                     empty ? "(no elements)" : nestedText(grid, 0, next));
}

std::string counterexampleText(const FailureRecord& failure) {
  std::string text = fmt::format("  check {}: {}\n", failure.check, printable(failure.message));
  for (const Grid& grid : failure.grids) text += "    " + gridText(grid) + "\n";
  if (!failure.knownReason.empty()) text += "  known failure: " + failure.knownReason + "\n";
  return text;
}

namespace {

std::string mattersLine(const FailureRecord& failure) {
  const std::string text = mattersText(failure);
  return text.empty() ? "" : "  " + text + "\n";
}

}  // namespace

std::string failureText(const FailureRecord& failure) {
  const char* head = !failure.knownReason.empty() ? "known failure"
                     : failure.outcome == "flaky" ? "FINDING, flaky failure"
                                                  : "FINDING, failure";
  return fmt::format("{} of {}: {}\n{}  {}\n{}  {}\n", head, failure.strategy, failure.property,
                     counterexampleText(failure), shrinkText(failure.shrink), mattersLine(failure), failure.replay);
}

std::string matrixText(const RunRecord& run) {
  std::string text = fmt::format("  {:<24}", "");
  for (const NamedSummary& property : run.properties)
    text += fmt::format("  {:<{}}", property.name, std::max<size_t>(property.name.size(), 5));
  text += "\n";
  for (size_t s = 0; s < run.strategies.size(); ++s) text += rowText(run, s);
  return text;
}

}  // namespace swapcheck
