#include "harness/documents/bash_completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "harness/commands/options.h"

namespace swapcheck {

namespace embedded {
/// The script's functions, up to the beginning of the last one.
std::string_view completionHead();
}  // namespace embedded

namespace {

using Description = CommandLine::Description;

/// Alternatives are written "json|cpp"; anything else names a kind of value.
std::optional<std::string> alternativesOf(const std::string& value) {
  const bool are = value.find('|') != std::string::npos &&
                   std::all_of(value.begin(), value.end(), [](char c) { return c == '|' || (c >= 'a' && c <= 'z'); });
  if (!are) return std::nullopt;
  std::string words = value;
  std::replace(words.begin(), words.end(), '|', ' ');
  return words;
}

/// The script's command that completes such a value; there is none for a number.
std::string completionOf(const Description& described) {
  if (!described.listed.empty()) return "_swapcheck_list " + described.listed;
  if (const auto words = alternativesOf(described.value)) return "_swapcheck_words '" + *words + "'";
  if (described.value == "DIR" || described.value == "RUN") return "_swapcheck_folders";
  if (described.value == "FILE") return "_swapcheck_files";
  return ":";
}

std::string caseOf(const std::string& pattern, const std::string& action) {
  return fmt::format("    {}) {} ;;\n", pattern, action);
}

/// Completes values of options, whose meaning depends on the command.
std::string valuesText(const Command& command) {
  std::string text;
  for (const Description& option : command.describe().describeOptions())
    if (!option.value.empty())
      text += caseOf(fmt::format("'{} {}'", command.name, option.name), completionOf(option) + "; return");
  return text;
}

/// Completes the options of a command, or its positional arguments where it takes some.
std::string argumentsText(const Command& command) {
  const CommandLine line = command.describe();
  std::vector<std::string> options;
  for (const Description& option : line.describeOptions()) options.push_back(option.name);
  std::string action = fmt::format("_swapcheck_words '{}'", fmt::join(options, " "));
  if (const auto positional = line.describePositional())
    action = fmt::format("if [[ $cur == -* ]]; then {}; else {}; fi", action, completionOf(*positional));
  return caseOf(std::string(command.name), action);
}

}  // namespace

std::string bashCompletion(std::span<const Command> commands) {
  std::vector<std::string_view> names;
  std::string values, arguments;
  for (const Command& command : commands) {
    names.push_back(command.name);
    values += valuesText(command);
    arguments += argumentsText(command);
  }
  return fmt::format(
      "{}  if ((COMP_CWORD == 1)); then\n    _swapcheck_words '{} --help --version'\n    return\n  fi\n"
      "  case \"$command $option\" in\n{}  esac\n  case $command in\n{}  esac\n}}\n\ncomplete -F _swapcheck "
      "swapcheck\n",
      embedded::completionHead(), fmt::join(names, " "), values, arguments);
}

}  // namespace swapcheck
