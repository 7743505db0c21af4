// Text that GitHub-flavoured Markdown shows as it is.
#pragma once

#include <string>
#include <string_view>

namespace swapcheck {

/// One line of text with everything escaped that Markdown or GitHub would read: markup, pipes, mentions.
std::string markdownText(std::string_view text);

/// A code span that may stand in a table.
std::string markdownCode(std::string_view code);

/// A fenced block; the fence is longer than any in the text.
std::string markdownBlock(std::string_view text, std::string_view language);

}  // namespace swapcheck
