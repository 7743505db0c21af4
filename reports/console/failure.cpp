#include "reports/console/failure.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/console/escape.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

bool isMarked(const Grid& grid, size_t cell) {
  return std::find(grid.marked.begin(), grid.marked.end(), static_cast<int64_t>(cell)) != grid.marked.end();
}

/// The values from dimension `dim` on in nested brackets; `next` is the next cell.
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

std::string mattersLine(const FailureRecord& failure) {
  const std::string text = mattersText(failure);
  return text.empty() ? "" : "  " + text + "\n";
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

std::string failureText(const FailureRecord& failure) {
  const char* head = !failure.knownReason.empty()               ? "known failure"
                     : failure.outcome == FailureOutcome::Flaky ? "FINDING, flaky failure"
                                                                : "FINDING, failure";
  return fmt::format("{} of {}: {}\n{}  {}\n{}  {}\n", head, failure.strategy, failure.property,
                     counterexampleText(failure), shrinkText(failure.shrink), mattersLine(failure), failure.replay);
}

}  // namespace swapcheck
