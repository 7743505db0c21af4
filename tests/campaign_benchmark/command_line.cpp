#include "command_line.h"

#include <fmt/format.h>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <boost/program_options/variables_map.hpp>
#include <ostream>

#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp = R"(Usage: swapcheck_campaign_benchmark COMMAND [OPTION]...

Measures campaigns of the real `swapcheck fuzz`.

  ratios  throughput with one worker against one process, and with two workers against one
  memory  what the processes of a long campaign take, and whether it grows

`swapcheck_campaign_benchmark COMMAND --help` shows the options of a command.

Exit code: 0 all bars are reached, 1 not so, 2 wrong usage, 3 nothing could be measured.
)";

constexpr unsigned kHelpColumns = 120;

/// Long options are not guessed from their beginnings.
constexpr int kStyle = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;

/// A whole number within bounds, stored where it belongs.
template <typename Number>
po::typed_value<int64_t>* whole(Number& target, const std::string& name, int64_t min, int64_t max) {
  return po::value<int64_t>()->value_name("N")->notifier([&target, name, min, max](int64_t value) {
    if (value < min || value > max)
      throw InputError(fmt::format("--{}: expected a whole number from {} to {}, got {}", name, min, max, value));
    target = static_cast<Number>(value);
  });
}

po::typed_value<std::string>* file(std::filesystem::path& target) {
  return po::value<std::string>()->value_name("FILE")->notifier([&target](const std::string& text) { target = text; });
}

/// False when help was asked for, and printed.
bool parse(const std::string& command, const std::string& summary, po::options_description& options,
           const std::vector<std::string>& words, std::ostream& out) {
  options.add_options()("help,h", "show this help");
  try {
    po::variables_map values;
    po::store(po::command_line_parser(words).options(options).positional({}).style(kStyle).run(), values);
    if (values.count("help") == 0) {
      po::notify(values);
      return true;
    }
  } catch (const po::error& error) {
    throw InputError(
        fmt::format("{}; `swapcheck_campaign_benchmark {} --help` shows the options", error.what(), command));
  }
  out << "Usage: swapcheck_campaign_benchmark " << command << " [OPTION]...\n\n" << summary << "\n\n" << options;
  return false;
}

std::optional<BenchmarkCommand> parseRatios(const std::vector<std::string>& words, std::ostream& out) {
  RatiosCommand command;
  command.options.program = SWAPCHECK_PROGRAM;
  po::options_description options("Options", kHelpColumns);
  options.add_options()                                                                                              //
      ("rounds", whole(command.options.rounds, "rounds", 1, 1000), "how often everything is measured (default: 7)")  //
      ("seconds", whole(command.options.runS, "seconds", 1, 3600),
       "what a run takes with one worker, more or less (default: 10)")                                                //
      ("cases", whole(command.options.cases, "cases", 1, INT64_MAX), "cases of a run (default: as --seconds gives)")  //
      ("seed", whole(command.options.seed, "seed", 0, INT64_MAX), "seed of the cases (default: 1)")                   //
      ("program", file(command.options.program), "the swapcheck to measure (default: this build's)")                  //
      ("json", file(command.json), "write every run to FILE");
  const bool runs =
      parse("ratios",
            "Runs the same cases in one process, with one worker and with two, in turn, round after round.\n"
            "A ratio is the median of the rounds' own, with the least and the greatest of them.",
            options, words, out);
  return runs ? std::optional<BenchmarkCommand>(command) : std::nullopt;
}

std::optional<BenchmarkCommand> parseMemory(const std::vector<std::string>& words, std::ostream& out) {
  MemoryCommand command;
  command.options.program = SWAPCHECK_PROGRAM;
  po::options_description options("Options", kHelpColumns);
  options.add_options()                                                                                           //
      ("cases", whole(command.options.cases, "cases", 1, INT64_MAX), "cases of the campaign (default: 1000000)")  //
      ("jobs", whole(command.options.jobs, "jobs", 1, 64), "worker processes (default: 2)")                       //
      ("seed", whole(command.options.seed, "seed", 0, INT64_MAX), "seed of the cases (default: 1)")               //
      ("program", file(command.options.program), "the swapcheck to measure (default: this build's)")              //
      ("with-reserve", po::bool_switch(&command.options.keepsReserve),
       "let the allocator keep freed memory in reserve; otherwise it is made to give it back")  //
      ("out", file(command.out), "draw the memory of every process over the cases as SVG");
  const bool runs =
      parse("memory",
            "Runs a long campaign and looks at the memory of its processes as it goes.\n"
            "Private memory is compared between a tenth of the campaign after a warm-up and the last one.",
            options, words, out);
  return runs ? std::optional<BenchmarkCommand>(command) : std::nullopt;
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
