// Texts against regular expressions, by POSIX: std::regex takes seconds to compile.
#pragma once

#include <regex.h>

#include <stdexcept>
#include <string>

namespace swapcheck {

/// Whether all of the text matches the extended regular expression.
inline bool matchesRegex(const std::string& text, const std::string& expression) {
  regex_t compiled;
  if (regcomp(&compiled, ("^(" + expression + ")$").c_str(), REG_EXTENDED | REG_NOSUB) != 0)
    throw std::invalid_argument("no regular expression: " + expression);
  const bool matches = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
  regfree(&compiled);
  return matches;
}

}  // namespace swapcheck
