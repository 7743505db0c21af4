// Text from elsewhere, fit for a terminal.
#pragma once

#include <string>

namespace swapcheck {

/// The text on one line: line breaks become spaces, other control characters question marks.
inline std::string printable(std::string text) {
  for (char& c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    if (c == '\n' || c == '\r' || c == '\t')
      c = ' ';
    else if (control)
      c = '?';
  }
  return text;
}

}  // namespace swapcheck
