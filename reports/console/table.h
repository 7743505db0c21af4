// Tables of plain text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace swapcheck {

/// Columns are as wide as their content, with two spaces before each; no line ends with a space.
class TextTable {
 public:
  enum class Align { Left, Right };

  /// Adds a column with that title and minimum width.
  TextTable& column(std::string title, size_t leastWidth = 0, Align align = Align::Left);

  /// Adds a row, a cell for each column.
  TextTable& row(std::vector<std::string> cells);

  /// The titles, then the rows; a line each.
  std::string text() const;

 private:
  struct Column {
    std::string title;
    size_t width;
    Align align;
  };

  std::string lineOf(const std::vector<std::string>& cells) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// The text without trailing spaces.
std::string withoutTrailingBlanks(const std::string& line);

}  // namespace swapcheck
