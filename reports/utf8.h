// Makes arbitrary bytes valid text for a document.
#pragma once

#include <string>
#include <string_view>

namespace swapcheck {

/// `bytes` with U+FFFD for everything that is not UTF-8 or that XML 1.0 does not allow (control characters other than
/// tab, line feed and carriage return; U+FFFE and U+FFFF).
std::string documentText(std::string_view bytes);

}  // namespace swapcheck
