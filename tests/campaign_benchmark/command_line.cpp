#include "command_line.h"

#include <ostream>

#include "harness/commands/options.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr const char* kProgram = "swapcheck_campaign_benchmark";

constexpr const char* kHelp = R"(Usage: swapcheck_campaign_benchmark COMMAND [OPTION]...

Measures campaigns of the real `swapcheck fuzz`.

  ratios  throughput with one worker against one process, and with two workers against one
  memory  what the processes of a long campaign take, and whether it grows

`swapcheck_campaign_benchmark COMMAND --help` shows the options of a command.

Exit code: 0 all bars are reached, 1 not so, 2 wrong usage, 3 nothing could be measured.
)";

/// Puts the whole number of an option where it belongs, if it is given.
template <typename Number>
void take(Number& target, const CommandLine& line, const std::string& name, uint64_t min, uint64_t max) {
  if (const auto value = line.number(name, min, max)) target = static_cast<Number>(*value);
}

std::optional<BenchmarkCommand> parseRatios(const std::vector<std::string>& words, std::ostream& out) {
  CommandLine line("ratios [OPTION]...",
                   "Runs the same cases in one process, with one worker and with two, in turn, round after round.\n"
                   "A ratio is the median of the rounds' own, with the least and the greatest of them.",
                   kProgram);
  line.option("rounds", "N", "how often everything is measured (default: 7)");
  line.option("seconds", "N", "what a run takes with one worker, more or less (default: 10)");
  line.option("cases", "N", "cases of a run (default: as --seconds gives)");
  line.option("seed", "N", "seed of the cases (default: 1)");
  line.option("program", "FILE", "the swapcheck to measure (default: this build's)");
  line.option("json", "FILE", "write every run to FILE");
  if (!line.parse(words, out)) return std::nullopt;
  RatiosCommand command;
  take(command.options.rounds, line, "rounds", 1, 1000);
  take(command.options.runS, line, "seconds", 1, 3600);
  take(command.options.cases, line, "cases", 1, INT64_MAX);
  take(command.options.seed, line, "seed", 0, INT64_MAX);
  command.options.program = line.path("program").value_or(SWAPCHECK_PROGRAM);
  command.json = line.path("json").value_or("");
  return command;
}

std::optional<BenchmarkCommand> parseMemory(const std::vector<std::string>& words, std::ostream& out) {
  CommandLine line("memory [OPTION]...",
                   "Runs a long campaign and looks at the memory of its processes as it goes.\n"
                   "Private memory is compared between a tenth of the campaign after a warm-up and the last one.",
                   kProgram);
  line.option("cases", "N", "cases of the campaign (default: 1000000)");
  line.option("jobs", "N", "worker processes (default: 2)");
  line.option("seed", "N", "seed of the cases (default: 1)");
  line.option("program", "FILE", "the swapcheck to measure (default: this build's)");
  line.flag("with-reserve", "let the allocator keep freed memory in reserve; otherwise it is made to give it back");
  line.option("out", "FILE", "draw the memory of every process over the cases as SVG");
  if (!line.parse(words, out)) return std::nullopt;
  MemoryCommand command;
  take(command.options.cases, line, "cases", 1, INT64_MAX);
  take(command.options.jobs, line, "jobs", 1, 64);
  take(command.options.seed, line, "seed", 0, INT64_MAX);
  command.options.program = line.path("program").value_or(SWAPCHECK_PROGRAM);
  command.options.keepsReserve = line.has("with-reserve");
  command.out = line.path("out").value_or("");
  return command;
}

}  // namespace

std::optional<BenchmarkCommand> parseBenchmark(const std::vector<std::string>& words, std::ostream& out) {
  const std::string command = words.empty() ? "" : words[0];
  if (command == "--help" || command == "-h" || command == "help") {
    out << kHelp;
    return std::nullopt;
  }
  if (command == "ratios") return parseRatios({words.begin() + 1, words.end()}, out);
  if (command == "memory") return parseMemory({words.begin() + 1, words.end()}, out);
  throw InputError("expected a command: ratios or memory; `swapcheck_campaign_benchmark --help` shows them");
}

}  // namespace swapcheck
