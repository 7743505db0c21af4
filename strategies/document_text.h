// Makes arbitrary bytes text that a terminal, a page and a file can hold: what a strategy says may be anything.
#pragma once

#include <string>
#include <string_view>

namespace swapcheck {

/// `bytes` with U+FFFD for everything that is not UTF-8, for control characters other than tab, line feed and carriage
/// return (those of ISO 6429's second set too), for line and paragraph separators, for characters that change the order
/// in which others are shown, and for U+FFFE and U+FFFF. The rest is what XML 1.0 allows.
std::string documentText(std::string_view bytes);

/// The same on one line: line breaks and tabs become spaces.
std::string documentLine(std::string_view bytes);

}  // namespace swapcheck
