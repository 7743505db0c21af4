// `swapcheck replay`.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "generators/case/json.h"
#include "generators/stream/generate.h"
#include "harness/commands/command.h"
#include "harness/commands/emit.h"
#include "harness/commands/isolation_options.h"
#include "harness/commands/selection_options.h"
#include "harness/commands/strategy_sources.h"
#include "harness/storage/failure_file.h"
#include "harness/workers/replay_isolated.h"
#include "harness/workers/strategy_loader.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// One case to replay, and what it is judged by.
using Job = EmittedCase;

std::vector<const Strategy*> ofFamily(std::vector<const Strategy*> strategies, Family family) {
  std::erase_if(strategies, [family](const Strategy* strategy) { return familyOf(strategy->swap) != family; });
  return strategies;
}

InputError missingStrategy(const std::string& path, const FailureFile& file) {
  std::string problem = fmt::format("no strategy is named \"{}\"", file.strategy);
  if (!file.sources.empty()) problem += ": it was found with " + optionsText(file.sources);
  return InputError(problem, {.file = path, .field = "strategy"});
}

/// The strategy and property that a file names, unless options choose others.
Job jobOfFile(const std::string& path, const CommandLine& line, const Catalogue& catalogue) {
  Job job{path, readFailureFile(path), selectedStrategies(line, catalogue), selectedProperties(line)};
  if (!line.has("strategy") && !job.file.strategy.empty()) {
    const Strategy* strategy = catalogue.find(job.file.strategy);
    if (!strategy) throw missingStrategy(path, job.file);
    job.strategies = {strategy};
  }
  if (!line.has("property") && !job.file.property.empty()) {
    const Property* property = findProperty(job.file.property);
    if (!property)
      throw InputError(fmt::format("no property is named \"{}\"", job.file.property),
                       {.file = path, .field = "property"});
    job.properties = {property};
  }
  job.strategies = ofFamily(std::move(job.strategies), job.file.swapCase.family());
  if (job.strategies.empty())
    throw InputError(fmt::format("{}: the case is of family \"{}\", and no chosen strategy is", path,
                                 familyName(job.file.swapCase.family())));
  return job;
}

std::vector<Job> jobsOfNumber(uint64_t seed, uint64_t number, const CommandLine& line, const Catalogue& catalogue) {
  std::vector<Job> jobs;
  const auto kinds = kindsOf(line);
  for (Family family : kFamilies) {
    auto strategies = ofFamily(selectedStrategies(line, catalogue), family);
    if (strategies.empty()) continue;
    jobs.push_back(
        {fmt::format("seed {}, case {} ({})", seed, number, familyName(family)),
         {kinds ? caseOfKind(seed, number, family, static_cast<uint64_t>(*kinds)) : caseAt(seed, number, family), "",
          "", "", false},
         std::move(strategies),
         selectedProperties(line)});
  }
  return jobs;
}

std::vector<Job> jobsOf(const CommandLine& line, const Catalogue& catalogue) {
  const auto files = line.texts("file");
  const auto seed = line.number("seed", 0, UINT64_MAX);
  const auto number = line.number("case", 0, INT64_MAX);
  const bool byNumber = seed && number && files.empty();
  const bool byFile = !seed && !number && !files.empty();
  if (!byNumber && !byFile)
    throw InputError(
        "expected case files, or --seed N with --case K: swapcheck replay FILE..., swapcheck replay "
        "--seed N --case K");
  if (byNumber) return jobsOfNumber(*seed, *number, line, catalogue);
  std::vector<Job> jobs;
  for (const std::string& file : files) jobs.push_back(jobOfFile(file, line, catalogue));
  return jobs;
}

/// Judges a job and prints the results; a flaky failure is tried several times.
ReplayTally replay(const Job& job, const ProcessLimits& limits, std::ostream& out) {
  ReplayTally tally;
  for (const Strategy* strategy : job.strategies) {
    const auto checks =
        replayIsolated(*strategy, job.file.swapCase, job.properties, job.file.flaky ? kMostTries : 1, limits);
    for (const ReplayedCheck& check : checks) {
      tally.add(check);
      out << replayText(job.origin, check, job.file.check);
    }
  }
  return tally;
}

constexpr const char* kOutWithoutProgram = "--out: expected with it --emit cpp or --emit python";

CommandEnd emit(const std::string& form, const std::vector<Job>& jobs, const ProcessLimits& limits,
                const std::optional<std::filesystem::path>& folder, const CommandContext& context) {
  const auto language = languageNamed(form);
  if (!language && form != "json")
    throw InputError(fmt::format("--emit: expected json, cpp or python, got \"{}\"", form));
  if (folder && language) return writePrograms(jobs, *language, limits, *folder, context);
  if (folder) throw InputError(kOutWithoutProgram);
  if (language && jobs.size() != 1)
    throw InputError(fmt::format(
        "--emit {}: expected one case, got {}: name one file, choose by --strategy, or write all to a folder by --out",
        form, jobs.size()));
  for (const Job& job : jobs)
    context.out << (language ? emittedProgram(job, *language, limits, context.catalogue).text
                             : toJson(job.file.swapCase).dump(2) + "\n");
  return CommandEnd::AsDocumented;
}

}  // namespace

CommandLine replayLine() {
  CommandLine line(
      "replay FILE... | --seed N --case K [OPTION]...",
      "Judges one case again, up to 50 times where the failure was flaky: exit code 1 when anything still fails, known "
      "failures included, else 0.");
  line.option("seed", "N", "seed of the stream that the case is from");
  line.option("case", "K", "number of the case in that stream; every family has one");
  addKinds(line);
  addSelection(line);
  addSources(line);
  addLimits(line);
  line.option("emit", "json|cpp|python",
              "print the case, or a program of its own that shows the failure, ready for a bug report");
  line.option("out", "DIR", "write the programs to that folder, each named like its case file");
  line.positional("file", "FILE");
  return line;
}

CommandEnd runReplayCommand(const CommandLine& line, const CommandContext& program) {
  const Catalogue catalogue = withSources(program.catalogue, sourcesOf(line));
  const CommandContext context = program.with(catalogue);
  const ProcessLimits limits = limitsOf(line);
  const std::vector<Job> jobs = jobsOf(line, context.catalogue);
  if (const auto form = line.text("emit")) return emit(*form, jobs, limits, line.path("out"), context);
  if (line.has("out")) throw InputError(kOutWithoutProgram);
  ReplayTally tally;
  for (const Job& job : jobs) tally += replay(job, limits, context.out);
  if (tally.judged == 0) throw HarnessError("nothing ran: the case is of no concern to the chosen properties");
  context.out << fmt::format("{} check{}, {} failed\n", tally.judged, tally.judged == 1 ? "" : "s", tally.failed);
  return tally.failed > 0 ? CommandEnd::Finding : CommandEnd::AsDocumented;
}

}  // namespace swapcheck
