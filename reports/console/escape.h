// Escapes arbitrary text for a terminal, a shell or a C++ program.
#pragma once

#include <string>

namespace swapcheck {

/// The text on one line of a terminal: line breaks become spaces, other control characters question marks.
std::string printable(std::string text);

/// The word quoted for a POSIX shell, if needed.
std::string shellQuoted(const std::string& word);

/// The text as a C++ string literal.
std::string cppLiteral(const std::string& text);

}  // namespace swapcheck
