// Escapes arbitrary text for a terminal, a shell or a C++ program.
#pragma once

#include <string>
#include <string_view>

namespace swapcheck {

/// The text as a terminal may show it: a `documentLine`.
std::string printable(std::string_view text);

/// The word quoted for a POSIX shell, if needed.
std::string shellQuoted(const std::string& word);

/// The text as a C++ string literal.
std::string cppLiteral(const std::string& text);

}  // namespace swapcheck
