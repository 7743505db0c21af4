// `swapcheck nightly`: the main job.
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <ostream>

#include "harness/commands/bench_run.h"
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

constexpr double kDefaultTimeS = 600;
/// The sweep takes this share of the time, but no more than it needs, and enough to measure something.
constexpr double kBenchShare = 0.25;
constexpr double kMostBenchS = 60;
constexpr double kLeastBenchS = 4;
/// Fuzzing gets at least this much, however short the time.
constexpr double kLeastFuzzS = 1;
/// Re-testing earlier findings takes at most this share of the time.
constexpr double kRetestShare = 0.1;

double benchTimeS(double timeS) { return std::clamp(kBenchShare * timeS, kLeastBenchS, kMostBenchS); }

std::optional<RunHistory> historyOf(const CommandLine& line, const CommandContext& context) {
  if (line.has("no-history") && line.has("history")) throw InputError("--history and --no-history exclude each other");
  if (line.has("no-history")) return std::nullopt;
  return RunHistory(line.path("history").value_or(kDefaultHistory), context);
}

/// Findings that still fail go into the report, which must not look better than the exit code.
void noteStillFailing(RunRecord& run, const std::vector<std::string>& ids, const RunFolder& folder) {
  if (ids.empty()) return;
  run.context["still_failing"] = fmt::format("{}", fmt::join(ids, ", "));
  folder.writeRun(run);
}

/// The campaign of one night, and its options.
struct Night {
  CampaignOptions options;
  std::optional<IsolationOptions> isolation;
  std::optional<RunHistory> history;
  double timeS;
};

Night nightOf(const CommandLine& line, const CommandContext& context) {
  Night night{{}, isolationOf(line), historyOf(line, context), line.duration("time").value_or(kDefaultTimeS)};
  night.options.strategies = selectedStrategies(line, context.catalogue);
  night.options.properties = selectedProperties(line);
  night.options.required = requiredProperties(line);
  night.options.maxNumel = maxNumelOf(line);
  night.options.kinds = kindsOf(line);
  night.options.seed = line.number("seed", 0, UINT64_MAX).value_or(randomSeed());
  return night;
}

/// Fuzzes after the re-tests, in the time that they leave, or resumes an interrupted night.
RunRecord fuzz(const RunFolder& folder, Night& night, const CommandLine& line, const CommandContext& context) {
  const auto start = std::chrono::steady_clock::now();
  night.options.timeS = std::max(night.timeS - benchTimeS(night.timeS), kLeastFuzzS);
  const auto found = resumeIn(folder, line, context, night.options);
  if (night.history)
    night.history->retest(night.options, kRetestShare * night.timeS,
                          night.isolation ? night.isolation->limits : ProcessLimits());
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  if (!found) night.options.timeS = std::max(*night.options.timeS - spent.count(), kLeastFuzzS);
  RunRecord run = fuzzInto(folder, night.options, night.isolation, context, found);
  if (night.history) noteStillFailing(run, night.history->stillFailing(), folder);
  return run;
}

/// The night's sweep, unless a resumed night already has it.
std::optional<BenchDocument> benchOf(const Night& night, const RunFolder& folder, const CommandContext& context) {
  auto earlier = readBench(folder.path());
  if (earlier && isComplete(*earlier)) return earlier;
  if (context.stopRequested()) return std::nullopt;
  return benchInto(folder, {night.options.strategies, SweepEffort::Default, benchTimeS(night.timeS)}, context);
}

}  // namespace

CommandLine nightlyLine() {
  CommandLine line("nightly [OPTION]...", "Fuzzes, then benchmarks, then writes the report: the main job.");
  line.option("time", "D", "how long it all takes, such as 30s, 10m or 8h (default: 10m)");
  line.option("seed", "N", "64-bit seed of the cases (default: a random one, which is printed)");
  addIsolation(line);
  addSelection(line);
  addRequire(line);
  addSources(line);
  line.option("out", "DIR", "folder for the results (default: runs/<UTC time>-<seed>)");
  addResume(line);
  line.option("history", "FILE", "history of earlier runs, whose findings are re-tested (default: runs/history.db)");
  line.flag("no-history", "neither re-test earlier findings nor keep this run in a history");
  return line;
}

CommandEnd runNightlyCommand(const CommandLine& line, const CommandContext& program) {
  const Catalogue catalogue = withSources(program.catalogue, sourcesOfRun(line));
  const CommandContext context = program.with(catalogue);
  Night night = nightOf(line, context);
  const RunFolder folder = folderFor(line, night.options.seed, {"run.json", "failures", "bench.json"});
  const RunRecord run = fuzz(folder, night, line, context);
  writeReports(folder.path(), run, std::nullopt);  // so that they exist even if the sweep fails
  const auto bench = benchOf(night, folder, context);
  if (bench) writeReports(folder.path(), run, bench);
  if (night.history) night.history->add(run, folder.path(), bench);
  context.out << "report: " << (folder.path() / "report.html").string() << "\n";
  const bool stillFails = night.history && !night.history->stillFailing().empty();
  return std::max(endOf(run), stillFails ? CommandEnd::Finding : CommandEnd::AsDocumented);
}

}  // namespace swapcheck
