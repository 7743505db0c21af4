// The commands of the program.
#pragma once

#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "strategies/catalogue.h"

namespace swapcheck {

class CommandLine;

using Arguments = std::vector<std::string>;

/// What every command is given besides its arguments.
struct CommandContext {
  /// Strategies to choose from: the built-in ones, until a command adds those from files.
  const Catalogue& catalogue;
  /// Results.
  std::ostream& out;
  /// Progress and complaints.
  std::ostream& err;
  /// Whether `err` is a terminal.
  bool terminal;
  /// Whether the user asked to stop (SIGINT, SIGTERM, SIGHUP).
  std::function<bool()> stopRequested;
  /// The command line, for the record.
  std::string commandLine;

  /// The same with another catalogue, which must outlive it.
  CommandContext with(const Catalogue& other) const { return {other, out, err, terminal, stopRequested, commandLine}; }
};

/// How a command ended; the program turns it into an exit code. The worst comes last.
enum class CommandEnd { AsDocumented, Finding, WrongUsage, CouldNotRun };

/// One command.
struct Command {
  std::string_view name;
  std::string_view summary;
  /// What it takes.
  CommandLine (*describe)();
  /// Throws InputError or HarnessError.
  CommandEnd (*run)(const CommandLine& line, const CommandContext& context);
  /// Whether it calls `stopRequested` as it runs. Signals simply end a command that does not.
  bool asksToStop = false;
};

/// Every command, in the order of the help.
std::span<const Command> allCommands();

CommandLine nightlyLine();
CommandEnd runNightlyCommand(const CommandLine& line, const CommandContext& context);

CommandLine fuzzLine();
CommandEnd runFuzzCommand(const CommandLine& line, const CommandContext& context);

CommandLine replayLine();
CommandEnd runReplayCommand(const CommandLine& line, const CommandContext& context);

CommandLine benchLine();
CommandEnd runBenchCommand(const CommandLine& line, const CommandContext& context);

CommandLine reportLine();
CommandEnd runReportCommand(const CommandLine& line, const CommandContext& context);

CommandLine historyLine();
CommandEnd runHistoryCommand(const CommandLine& line, const CommandContext& context);

CommandLine listLine();
CommandEnd runListCommand(const CommandLine& line, const CommandContext& context);

/// One sentence on what the program is for.
std::string_view programSummary();

/// One of the program's exit codes, or a family of them, and what it means.
struct ExitCodeMeaning {
  std::string_view code;
  std::string_view meaning;
};

std::span<const ExitCodeMeaning> exitCodeMeanings();

/// The whole program: picks the command, turns errors into one sentence on `stderr` and an exit code, and a signal into
/// 128 + its number. Your own program can call it with its own catalogue.
int runProgram(int argc, const char* const* argv, const Catalogue& catalogue);

}  // namespace swapcheck
