#include "reports/console/table.h"

#include <fmt/format.h>

#include <algorithm>

namespace swapcheck {

TextTable& TextTable::column(std::string title, size_t leastWidth, Align align) {
  const size_t width = std::max(leastWidth, title.size());
  columns_.push_back({std::move(title), width, align});
  return *this;
}

TextTable& TextTable::row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (size_t k = 0; k < cells.size(); ++k) columns_[k].width = std::max(columns_[k].width, cells[k].size());
  rows_.push_back(std::move(cells));
  return *this;
}

std::string TextTable::lineOf(const std::vector<std::string>& cells) const {
  std::string line;
  for (size_t k = 0; k < columns_.size(); ++k)
    line += columns_[k].align == Align::Right ? fmt::format("  {:>{}}", cells[k], columns_[k].width)
                                              : fmt::format("  {:<{}}", cells[k], columns_[k].width);
  return withoutTrailingBlanks(line) + "\n";
}

std::string TextTable::text() const {
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  std::string text = lineOf(titles);
  for (const auto& row : rows_) text += lineOf(row);
  return text;
}

std::string withoutTrailingBlanks(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

}  // namespace swapcheck
