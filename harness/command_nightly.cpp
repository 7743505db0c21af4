// `swapcheck nightly`: the main job.
#include <algorithm>
#include <ostream>

#include "harness/bench_run.h"
#include "harness/errors.h"
#include "harness/fuzz_run.h"
#include "harness/options.h"

namespace swapcheck {
namespace {

constexpr double kDefaultTimeS = 600;
/// Of the time, the sweep takes this share, but no more than it needs, and enough to measure something.
constexpr double kBenchShare = 0.25;
constexpr double kMostBenchS = 60;
constexpr double kLeastBenchS = 4;
/// However short the time is, this much goes to fuzzing.
constexpr double kLeastFuzzS = 1;

}  // namespace

int runNightlyCommand(const Arguments& arguments, const CommandContext& context) {
  CommandLine line("nightly [OPTION]...", "Fuzzes, then benchmarks, then writes the report: the main job.");
  line.option("time", "D", "how long it all takes, such as 30s, 10m or 8h (default: 10m)");
  line.option("seed", "N", "64-bit seed of the cases (default: a random one, which is printed)");
  addIsolation(line);
  addSelection(line);
  line.option("out", "DIR", "folder for the results (default: runs/<UTC time>-<seed>)");
  if (!line.parse(arguments, context.out)) return kAsDocumented;

  const double timeS = line.duration("time").value_or(kDefaultTimeS);
  const double benchS = std::clamp(kBenchShare * timeS, kLeastBenchS, kMostBenchS);
  const auto isolation = isolationOf(line);
  CampaignOptions options;
  options.strategies = selectedStrategies(line, context.catalogue);
  options.properties = selectedProperties(line);
  options.seed = line.number("seed", 0, UINT64_MAX).value_or(randomSeed());
  options.timeS = std::max(timeS - benchS, kLeastFuzzS);

  const RunFolder folder =
      RunFolder::create(line.path("out"), std::to_string(options.seed), {"run.json", "failures", "bench.json"});
  const RunRecord run = fuzzInto(folder, options, isolation, context);
  writeReports(folder.path(), run, std::nullopt);  // whatever happens to the sweep
  if (!context.stopRequested()) {
    benchInto(folder, {options.strategies, SweepEffort::Default, benchS}, context);
    writeReports(folder.path(), run, readBench(folder.path()));
  }
  context.out << "report: " << (folder.path() / "report.html").string() << "\n";
  return exitCodeOf(run);
}

}  // namespace swapcheck
