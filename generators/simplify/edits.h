// The edits that simplifying a case is made of, by what they touch. Each adds the simpler cases that it knows.
#pragma once

#include <algorithm>

#include "generators/case/case.h"

namespace swapcheck {

/// Collects candidates: edits of one case, made possible again, that really changed it.
class Candidates {
 public:
  explicit Candidates(const SwapCase& from) : from_(from) {}

  template <typename Edit>
  void add(Edit edit) {
    SwapCase candidate = from_;
    edit(candidate);
    candidate = fitted(std::move(candidate));
    const bool known = std::find(cases_.begin(), cases_.end(), candidate) != cases_.end();
    if (candidate != from_ && !known && !problemOf(candidate)) cases_.push_back(std::move(candidate));
  }

  std::vector<SwapCase> take() { return std::move(cases_); }

 private:
  const SwapCase& from_;
  std::vector<SwapCase> cases_;
};

/// Gives a dimension of the operands, and of a mask that has it, another size.
void resizeDimension(SwapCase& swapCase, size_t d, int64_t size);

/// Fewer dimensions and smaller ones.
void smallerShapes(const SwapCase& from, Candidates& candidates);

/// One dimension of as many elements: sizes of several dimensions cannot be made smaller one by one.
void flatterShapes(const SwapCase& from, Candidates& candidates);

/// Makes dimensions of equal size smaller together: some faults show only where sizes are equal.
void smallerSquares(const SwapCase& from, Candidates& candidates);

void plainerDTypes(const SwapCase& from, Candidates& candidates);

/// Of operands and of the selection.
void plainerLayouts(const SwapCase& from, Candidates& candidates);

/// Dense ones for each result, of the first numbers.
void plainerCotangents(const SwapCase& from, Candidates& candidates);

/// Less sharing, no guard, no lazy signs.
void plainerMemory(const SwapCase& from, Candidates& candidates);

void plainerSelections(const SwapCase& from, Candidates& candidates);

/// Fills of fewer and plainer numbers.
void plainerFills(const SwapCase& from, Candidates& candidates);

/// One element, or half as many, under other seeds: what stands where depends on the seed, so a smaller shape alone may
/// lose the values that matter. Where many elements of a grid are needed, one that is no grid point may do.
void fewerSpecials(const SwapCase& from, Candidates& candidates);

/// One special number among whole ones, at the first place, or at the last of few.
void oneSpecial(const SwapCase& from, Candidates& candidates);

}  // namespace swapcheck
