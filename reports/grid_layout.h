// The layout of a small tensor as a grid of cells.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "properties/outcome.h"

namespace swapcheck {

struct GridCell {
  std::string text;
  bool marked = false;
};

/// Two dimensions of a tensor: all of it up to rank 2, the last two at one place of the others above that.
struct GridSlice {
  /// "[1, 0, :, :]"; empty up to rank 2.
  std::string label;
  std::vector<std::vector<GridCell>> rows;
};

struct GridLayout {
  std::vector<GridSlice> slices;
  /// Elements that the grid does not hold.
  int64_t hidden = 0;
  /// "float32 [2, 3]".
  std::string type;
  /// "empty [0, 3]" for a tensor without elements, else empty.
  std::string empty;
};

/// A 0-dim tensor is one cell and a 1-D tensor one row; rows end early when the grid holds no more cells.
GridLayout layoutOf(const Grid& grid);

/// The grid as text, one line per row, with the marked cells in brackets.
std::string textOf(const Grid& grid);

}  // namespace swapcheck
