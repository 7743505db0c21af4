// `swapcheck bench`.
#include <ostream>

#include "harness/bench_run.h"
#include "harness/errors.h"
#include "harness/options.h"

namespace swapcheck {

int runBenchCommand(const Arguments& arguments, const CommandContext& context) {
  CommandLine line("bench [OPTION]...",
                   "Sweeps strategies over sizes, mask densities and passes; writes Google Benchmark's JSON.");
  line.repeated("strategy", "GLOB", "only strategies of that name, such as 'masked.*' (repeatable)");
  line.flag("quick", "some seconds: small sizes, few repetitions");
  line.flag("full", "some minutes: every power of two, many repetitions");
  line.option("out", "DIR", "folder for the results (default: runs/<UTC time>-bench)");
  if (!line.parse(arguments, context.out)) return kAsDocumented;
  if (line.has("quick") && line.has("full")) throw UsageError("--quick and --full exclude each other");

  BenchOptions options;
  options.strategies = selectedStrategies(line, context.catalogue);
  if (line.has("quick")) options.effort = SweepEffort::Quick;
  if (line.has("full")) options.effort = SweepEffort::Full;
  const RunFolder folder = RunFolder::create(line.path("out"), "bench", {"bench.json"});
  benchInto(folder, options, context);
  context.out << "results: " << (folder.path() / "bench.json").string() << "\n";
  return kAsDocumented;
}

}  // namespace swapcheck
