// `swapcheck bench`.
#include <ostream>

#include "harness/commands/bench_run.h"
#include "harness/commands/selection_options.h"
#include "harness/commands/strategy_sources.h"
#include "harness/runs/bench_results.h"
#include "harness/workers/strategy_loader.h"
#include "reports/console/bench.h"
#include "strategies/error.h"

namespace swapcheck {

CommandLine benchLine() {
  CommandLine line(
      "bench [OPTION]...",
      "Sweeps strategies over sizes, mask densities and passes; writes Google Benchmark's JSON, and a report: "
      "of a run too, where the folder holds one.");
  line.repeated("strategy", "GLOB", "only strategies of that name, such as 'masked.*' (repeatable)");
  line.listed("strategy", "strategies");
  addSources(line);
  line.flag("quick", "some seconds: small sizes, few repetitions");
  line.flag("full", "some minutes: every power of two, many repetitions");
  line.option("out", "DIR", "folder for the results (default: runs/<UTC time>-bench)");
  return line;
}

CommandEnd runBenchCommand(const CommandLine& line, const CommandContext& program) {
  if (line.has("quick") && line.has("full")) throw InputError("--quick and --full exclude each other");
  const Catalogue catalogue = withSources(program.catalogue, sourcesOf(line));
  const CommandContext context = program.with(catalogue);

  BenchOptions options;
  options.strategies = selectedStrategies(line, context.catalogue);
  if (line.has("quick")) options.effort = SweepEffort::Quick;
  if (line.has("full")) options.effort = SweepEffort::Full;
  const RunFolder folder = RunFolder::create(line.path("out"), "bench", {"bench.json"});
  const auto run = readRunIfAny(folder.path(), context.catalogue);  // before the sweep, lest an error waste it
  const BenchDocument bench = benchInto(folder, options, context);
  writeReports(folder.path(), run, bench);
  context.out << benchText(benchSweepOf(bench, {}));
  context.out << "results: " << (folder.path() / "bench.json").string() << "\n";
  context.out << "report: " << (folder.path() / "report.html").string() << "\n";
  return CommandEnd::AsDocumented;
}

}  // namespace swapcheck
