// The whole program: picks the command, turns errors into one sentence and an exit code.
#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "generators/case/features.h"
#include "harness/commands/command.h"
#include "harness/commands/hand_over.h"
#include "harness/commands/options.h"
#include "harness/commands/process_state.h"
#include "harness/commands/stop_signal.h"
#include "harness/judging/quiet_libtorch.h"
#include "harness/processes/orphans.h"
#include "harness/storage/host_context.h"
#include "properties/observation.h"
#include "reports/console/escape.h"
#include "strategies/error.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

const Command kCommands[] = {
    {"nightly", "fuzz, then bench, then report: the main job", nightlyLine, runNightlyCommand, true},
    {"fuzz", "judge strategies on a stream of random cases", fuzzLine, runFuzzCommand, true},
    {"replay", "judge one case again, from its file or its seed and number", replayLine, runReplayCommand},
    {"bench", "sweep strategies over sizes, mask densities and passes", benchLine, runBenchCommand, true},
    {"report", "write the report of a run, or of many shards", reportLine, runReportCommand},
    {"history", "show earlier runs and what became of their findings", historyLine, runHistoryCommand},
    {"list", "show strategies, properties, features or cases", listLine, runListCommand},
};

constexpr std::string_view kSummary =
    "Checks ways of swapping tensor values: originals untouched, right values, right gradients, and how fast.";

/// Exit code of a command that a signal ended, to which the signal's number is added.
constexpr int kSignalExit = 128;

constexpr ExitCodeMeaning kExitCodes[] = {
    {"0", "all as documented"},     {"1", "a finding"}, {"2", "wrong usage"}, {"3", "nothing could be judged"},
    {"128+n", "ended by signal n"},
};

void printUsage(std::ostream& out) {
  out << "Usage: swapcheck COMMAND [OPTION]...\n\n" << kSummary << "\n\n";
  for (const Command& command : kCommands) out << fmt::format("  {:<9} {}\n", command.name, command.summary);
  out << "\n`swapcheck COMMAND --help` shows the options of a command.\n\nExit code: ";
  for (const ExitCodeMeaning& exit : kExitCodes)
    out << (exit.code == kExitCodes[0].code ? "" : ", ") << exit.code << " " << exit.meaning;
  out << ".\n";
}

const Command* findCommand(std::string_view name) {
  for (const Command& command : kCommands)
    if (command.name == name) return &command;
  return nullptr;
}

std::string joined(int argc, const char* const* argv) {
  std::vector<std::string> words;
  for (int k = 1; k < argc; ++k) words.push_back(shellQuoted(argv[k]));
  return fmt::format("{} {}", programCall(), fmt::join(words, " "));
}

CommandEnd dispatch(const Arguments& words, const CommandContext& context) {
  if (words.empty()) {
    printUsage(context.err);
    return CommandEnd::WrongUsage;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    printUsage(context.out);
    return CommandEnd::AsDocumented;
  }
  if (words[0] == "--version") {
    context.out << "swapcheck " << swapcheckVersion() << ", for LibTorch " << libtorchVersion() << "\n";
    return CommandEnd::AsDocumented;
  }
  const Command* command = findCommand(words[0]);
  if (needsPython(words)) handOver(words);
  if (!command) throw InputError(fmt::format("there is no command \"{}\"; `swapcheck --help` shows them", words[0]));
  if (command->asksToStop) noteStopSignals();
  CommandLine line = command->describe();
  return line.parse({words.begin() + 1, words.end()}, context.out) ? command->run(line, context)
                                                                   : CommandEnd::AsDocumented;
}

/// One sentence on one line.
CommandEnd complain(const std::string& sentence, CommandEnd end) {
  std::cerr << "swapcheck: " << printable(sentence) << std::endl;
  return end;
}

CommandEnd runGuarded(const Arguments& words, const CommandContext& context) {
  try {
    prepareProcess();
    return dispatch(words, context);
  } catch (const InputError& error) {
    return complain(error.what(), CommandEnd::WrongUsage);
  } catch (...) {
    return complain(currentExceptionText(), CommandEnd::CouldNotRun);
  }
}

}  // namespace

std::span<const Command> allCommands() { return kCommands; }

std::string_view programSummary() { return kSummary; }

std::span<const ExitCodeMeaning> exitCodeMeanings() { return kExitCodes; }

int runProgram(int argc, const char* const* argv, const Catalogue& catalogue) {
  const QuietWarnings quiet;
  dropBacktraces();
  const CommandContext context{
      catalogue,         std::cout, std::cerr, isatty(STDERR_FILENO) == 1, [] { return notedStopSignal() != 0; },
      joined(argc, argv)};
  adoptOrphans();
  CommandEnd end = runGuarded({argv + 1, argv + argc}, context);
  endOrphans();
  std::cout.flush();
  if (notedStopSignal() != 0) return kSignalExit + notedStopSignal();
  if (!std::cout && end == CommandEnd::AsDocumented)
    end = complain("standard output cannot be written", CommandEnd::CouldNotRun);
  return static_cast<int>(end);
}

}  // namespace swapcheck
