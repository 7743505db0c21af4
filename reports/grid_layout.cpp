#include "reports/grid_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace swapcheck {
namespace {

/// A product that stops at the largest number: the shape may come from any file.
int64_t saturatingProduct(Shape::const_iterator begin, Shape::const_iterator end) {
  if (std::find(begin, end, 0) != end) return 0;
  int64_t product = 1;
  for (auto size = begin; size != end; ++size)
    if (__builtin_mul_overflow(product, *size, &product)) return std::numeric_limits<int64_t>::max();
  return product;
}

int64_t sizeFromEnd(const Shape& shape, size_t k) { return k <= shape.size() ? shape[shape.size() - k] : 1; }

std::string labelOf(int64_t slice, const Shape& shape) {
  if (shape.size() <= 2) return "";
  std::string label = ":, :]";
  for (size_t dim = shape.size() - 2; dim-- > 0; slice /= shape[dim])
    label = fmt::format("{}, {}", slice % shape[dim], label);
  return "[" + label;
}

}  // namespace

GridLayout layoutOf(const Grid& grid) {
  const Shape& shape = grid.shape;
  const int64_t elements = saturatingProduct(shape.begin(), shape.end());
  const int64_t shown = std::min<int64_t>(elements, std::ssize(grid.cells));
  GridLayout layout;
  layout.type = fmt::format("{} {}", grid.dtype, toString(shape));
  layout.hidden = elements - shown;
  if (elements == 0) layout.empty = "empty " + toString(shape);
  const int64_t width = sizeFromEnd(shape, 1);
  const int64_t height = sizeFromEnd(shape, 2);
  for (int64_t flat = 0; flat < shown; ++flat) {
    const int64_t row = flat / width;
    if (flat % width == 0 && row % height == 0) layout.slices.push_back({labelOf(row / height, shape), {}});
    if (flat % width == 0) layout.slices.back().rows.emplace_back();
    const bool marked = std::find(grid.marked.begin(), grid.marked.end(), flat) != grid.marked.end();
    layout.slices.back().rows.back().push_back({grid.cells[static_cast<size_t>(flat)], marked});
  }
  return layout;
}

std::string textOf(const Grid& grid) {
  const GridLayout layout = layoutOf(grid);
  std::string text = fmt::format("{}: {}\n", grid.name, layout.type);
  if (!layout.empty.empty()) return text + "  (no elements)\n";
  size_t width = 0;
  for (const std::string& cell : grid.cells) width = std::max(width, cell.size());
  for (const GridSlice& slice : layout.slices) {
    if (!slice.label.empty()) text += "  " + slice.label + "\n";
    for (const auto& row : slice.rows) {
      std::string line;
      for (const GridCell& cell : row)
        line += fmt::format("{:>{}}", (cell.marked ? "[" : " ") + cell.text + (cell.marked ? "]" : " "), width + 3);
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
  }
  if (layout.hidden > 0) text += fmt::format("  ... and {} more\n", layout.hidden);
  return text;
}

}  // namespace swapcheck
