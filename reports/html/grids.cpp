// Small tensors as tables of cells.
#include "reports/grid_layout.h"
#include "reports/html/sections.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

constexpr std::string_view kExpected = "expected ";
constexpr std::string_view kGot = "got ";

/// What the marks of a grid mean, as its class: what was expected, what came out wrong, or what was swapped.
std::string kindOf(const Grid& grid) {
  if (grid.name.starts_with(kExpected)) return "expected";
  if (grid.name.starts_with(kGot)) return "got";
  return "input";
}

Markup sliceMarkup(const GridSlice& slice) {
  Markup rows;
  for (const auto& row : slice.rows) {
    Markup cells;
    for (const GridCell& cell : row)
      cells += element("td", {}, cell.marked ? element("mark", {}, cell.text) : Markup(cell.text));
    rows += element("tr", {}, cells);
  }
  Markup content = slice.label.empty() ? Markup() : element("p", {}, slice.label);
  content += element("table", {}, element("tbody", {}, rows));
  return block("div", {{"class", "slice"}}, content);
}

Markup gridMarkup(const Grid& grid) {
  const GridLayout layout = layoutOf(grid);
  Markup content = block(
      "figcaption", {},
      element("b", {}, grid.name) + Markup(" ") + element("span", {}, layout.empty.empty() ? layout.type : grid.dtype));
  Markup slices;
  for (const GridSlice& slice : layout.slices) slices += sliceMarkup(slice);
  if (!layout.empty.empty()) slices += block("p", {{"class", "empty"}}, layout.empty);
  content += block("div", {{"class", "slices"}}, slices);
  if (layout.hidden > 0)
    content += block("p", {{"class", "more"}}, "and " + counted(layout.hidden, "element", "elements") + " more");
  return block("figure", {{"class", "grid " + kindOf(grid)}}, content);
}

}  // namespace

Markup gridsMarkup(const std::vector<Grid>& grids) {
  Markup inputs, evidence;
  for (size_t k = 0; k < grids.size(); ++k) {
    const std::string& name = grids[k].name;
    if (!name.starts_with(kExpected)) {
      (kindOf(grids[k]) == "got" ? evidence : inputs) += gridMarkup(grids[k]);
      continue;
    }
    const bool paired = k + 1 < grids.size() && grids[k + 1].name.starts_with(kGot) &&
                        grids[k + 1].name.substr(kGot.size()) == name.substr(kExpected.size());
    Markup pair = gridMarkup(grids[k]);
    if (paired) pair += gridMarkup(grids[++k]);
    evidence += block("div", {{"class", "pair"}}, pair);
  }
  Markup all;
  if (!inputs.empty()) all += block("div", {{"class", "grids"}}, inputs);
  if (!evidence.empty()) all += block("div", {{"class", "grids"}}, evidence);
  return all;
}

}  // namespace swapcheck
