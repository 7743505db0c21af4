#include "harness/documents/man_page.h"

#include <fmt/format.h>

#include <sstream>
#include <utility>

#include "harness/commands/options.h"
#include "harness/storage/host_context.h"

namespace swapcheck {
namespace {

/// Columns of a line of the source, as mandoc asks for.
constexpr size_t kColumns = 79;

/// A word as roff prints it unchanged: hyphens are those of options, and no full stop begins a request.
std::string roff(std::string_view word) {
  std::string escaped;
  for (const char c : word) switch (c) {
      case '\\': escaped += "\\e"; break;
      case '-': escaped += "\\-"; break;
      case '\'': escaped += "\\(aq"; break;
      case '`': escaped += "\\(ga"; break;
      default: escaped += c;
    }
  return escaped.starts_with('.') ? "\\&" + escaped : escaped;
}

/// A paragraph, in lines that are not too long.
std::string paragraph(std::string_view text) {
  std::istringstream words{std::string(text)};
  std::string lines, line, word;
  while (words >> word) {
    if (!line.empty() && line.size() + roff(word).size() >= kColumns) lines += std::exchange(line, "") + "\n";
    if (!line.empty()) line += ' ';
    line += roff(word);
  }
  return lines + line + "\n";
}

/// A term in a list, and what it means.
std::string item(const std::string& term, std::string_view meaning) {
  return fmt::format(".TP\n{}\n{}", term, paragraph(meaning));
}

std::string optionTerm(const CommandLine::Description& option) {
  std::string term = "\\fB";
  if (!option.shortName.empty()) term += roff(option.shortName) + "\\fR, \\fB";
  term += roff(option.name) + "\\fR";
  return option.value.empty() ? term : term + " \\fI" + roff(option.value) + "\\fR";
}

std::string commandText(const Command& command) {
  const CommandLine line = command.describe();
  std::string text =
      fmt::format(".SS {}\n\\fBswapcheck\\fR {}\n.PP\n{}", command.name, roff(line.usage()), paragraph(line.summary()));
  for (const auto& option : line.describeOptions()) text += item(optionTerm(option), option.help);
  return text;
}

}  // namespace

std::string manPage(std::span<const Command> commands, const std::string& date) {
  std::string text = fmt::format(
      ".TH SWAPCHECK 1 \"{}\" \"swapcheck {}\" \"User Commands\"\n"
      ".SH NAME\nswapcheck \\- property\\-based verification of tensor swaps on LibTorch\n"
      ".SH SYNOPSIS\n\\fBswapcheck\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...\n.SH DESCRIPTION\n{}",
      date, swapcheckVersion(), paragraph(programSummary()));
  for (const Command& command : commands) text += item(fmt::format("\\fB{}\\fR", command.name), command.summary);
  text += item("\\fB\\-\\-version\\fR", "show the version");
  text += ".SH COMMANDS\n";
  for (const Command& command : commands) text += commandText(command);
  text += ".SH EXIT STATUS\n";
  for (const ExitCodeMeaning& exit : exitCodeMeanings())
    text += item(fmt::format("\\fB{}\\fR", roff(exit.code)), exit.meaning);
  return text;
}

}  // namespace swapcheck
