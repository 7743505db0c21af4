// `swapcheck fuzz`.
#include <fmt/format.h>

#include <ostream>

#include "harness/commands/fuzz_run.h"
#include "harness/commands/isolation_options.h"
#include "harness/commands/resume_options.h"
#include "harness/commands/run_history.h"
#include "harness/commands/selection_options.h"
#include "harness/commands/strategy_sources.h"
#include "harness/workers/strategy_loader.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr uint64_t kDefaultCases = 10000;

CampaignOptions optionsOf(const CommandLine& line, const CommandContext& context) {
  CampaignOptions options;
  options.strategies = selectedStrategies(line, context.catalogue);
  options.properties = selectedProperties(line);
  options.required = requiredProperties(line);
  options.maxNumel = maxNumelOf(line);
  options.kinds = kindsOf(line);
  options.seed = line.number("seed", 0, UINT64_MAX).value_or(randomSeed());
  options.shard = line.shard("shard").value_or(Shard());
  options.timeS = line.duration("time");
  if (const auto cases = line.number("cases", 1, INT64_MAX))
    options.cases = static_cast<int64_t>(*cases);
  else if (!options.timeS)
    options.cases = kDefaultCases;
  return options;
}

}  // namespace

CommandLine fuzzLine() {
  CommandLine line("fuzz [OPTION]...", "Judges strategies on a stream of random cases.");
  line.option("seed", "N", "64-bit seed of the stream (default: a random one, which is printed)");
  line.option("cases", "N",
              fmt::format("cases to run; each gives every strategy one case of its family (default: {}, "
                          "or no limit with --time)",
                          kDefaultCases));
  line.option("time", "D", "how long to run, such as 30s, 10m or 8h");
  line.option("shard", "K/N", "only share K of N: `swapcheck report` merges the shares of all machines");
  addIsolation(line);
  addSelection(line);
  addRequire(line);
  addSources(line);
  line.option("out", "DIR", "folder for the results (default: runs/<UTC time>-<seed>)");
  addResume(line);
  line.option("history", "FILE", "also add the run to that history (default: none)");
  return line;
}

CommandEnd runFuzzCommand(const CommandLine& line, const CommandContext& program) {
  const Catalogue catalogue = withSources(program.catalogue, sourcesOfRun(line));
  const CommandContext context = program.with(catalogue);
  const auto isolation = isolationOf(line);
  CampaignOptions options = optionsOf(line, context);
  const auto history = line.path("history");
  const RunFolder folder = folderFor(line, options.seed, {"run.json", "failures"});
  const auto found = resumeIn(folder, line, context, options);
  const RunRecord run = fuzzInto(folder, options, isolation, context, found);
  writeReports(folder.path(), run, readBench(folder.path()));
  if (history) RunHistory(*history, context).add(run, folder.path(), readBench(folder.path()));
  context.out << "report: " << (folder.path() / "report.html").string() << "\n";
  return endOf(run);
}

}  // namespace swapcheck
