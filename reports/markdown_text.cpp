#include "reports/markdown_text.h"

#include <algorithm>
#include <cctype>

#include "strategies/document_text.h"

namespace swapcheck {
namespace {

size_t longestRunOf(char wanted, std::string_view text) {
  size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == wanted ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

}  // namespace

std::string markdownText(std::string_view text) {
  const std::string line = documentLine(text);
  std::string result;
  for (size_t k = 0; k < line.size(); ++k) {
    const char c = line[k];
    // An underscore inside a word is not emphasis, and names are easier to read without the backslash.
    const bool insideWord = k > 0 && k + 1 < line.size() && isWord(line[k - 1]) && isWord(line[k + 1]);
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '@')
      result += "&#64;";
    else if (std::string_view("\\`*[]|~#").find(c) != std::string_view::npos || (c == '_' && !insideWord))
      result += std::string("\\") + c;
    else
      result += c;
  }
  return result;
}

std::string markdownCode(std::string_view code) {
  const std::string line = documentLine(code);
  std::string escaped;
  for (const char c : line) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  const std::string fence(longestRunOf('`', line) + 1, '`');
  const char* padding = line.empty() || line.front() == '`' || line.back() == '`' ? " " : "";
  return fence + padding + escaped + padding + fence;
}

std::string markdownBlock(std::string_view text, std::string_view language) {
  std::string content = documentText(text);
  if (!content.ends_with('\n')) content += '\n';
  const std::string fence(std::max<size_t>(3, longestRunOf('`', content) + 1), '`');
  return fence + std::string(language) + "\n" + content + fence + "\n";
}

}  // namespace swapcheck
