// `swapcheck report`.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "harness/commands/command.h"
#include "harness/commands/fuzz_run.h"
#include "harness/commands/options.h"
#include "harness/commands/replay_line.h"
#include "harness/commands/run_history.h"
#include "harness/commands/strategy_sources.h"
#include "harness/runs/bench_results.h"
#include "harness/runs/merge.h"
#include "harness/runs/resume.h"
#include "harness/runs/run_folder.h"
#include "harness/workers/strategy_loader.h"
#include "reports/console/escape.h"
#include "reports/console/verdicts.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

bool isFinished(const RunRecord& run) { return run.ended == RunEnd::Cases || run.ended == RunEnd::Time; }

std::string unfinishedText(const NamedRun& run) {
  return fmt::format("UNFINISHED: {} (shard {}/{}): {}\n", run.name, run.record.shard.index, run.record.shard.count,
                     run.record.ended == RunEnd::Signal ? "ended by a signal" : "it was killed, or is still running");
}

void printReports(const RunFolder& folder, std::ostream& out) {
  for (const char* file : {"report.html", "summary.md", "junit.xml"}) out << (folder.path() / file).string() << "\n";
}

/// Reports a folder that has benchmarks but no judged cases.
CommandEnd reportBench(const fs::path& run, const CommandLine& line, const CommandContext& context) {
  if (line.has("history"))
    throw InputError(
        fmt::format("--history: expected a run whose cases were judged; {} holds benchmarks alone", run.string()));
  const auto bench = readBenchResults(run);
  const RunFolder folder = RunFolder::create(line.path("out").value_or(run), "report", {});
  writeReports(folder.path(), std::nullopt, bench->document);
  printReports(folder, context.out);
  return CommandEnd::AsDocumented;
}

CommandEnd reportOne(const fs::path& run, const CommandLine& line, const CommandContext& context) {
  std::string damage;
  const RunRecord record = readRunOrJournal(run, context.catalogue, &damage);
  const auto bench = readBench(run);
  const RunFolder folder = RunFolder::create(line.path("out").value_or(run), "report", {});
  writeReports(folder.path(), record, bench);
  printReports(folder, context.out);
  if (!damage.empty()) context.out << "DAMAGED: " << printable(damage) << "\n";
  if (!isFinished(record)) context.out << unfinishedText({run.string(), record});
  if (const auto history = line.path("history")) RunHistory(*history, context).add(record, run, bench);
  return CommandEnd::AsDocumented;
}

/// The runs that could be read, and what is wrong with the others.
struct ReadRuns {
  std::vector<NamedRun> runs;
  /// In the order of their shards, then those in folders without a run.
  std::vector<BenchResults> bench;
  std::vector<std::string> complaints;
  /// Messages about journals with damaged ends.
  std::vector<std::string> damages;
};

/// Reads the folder's run, benchmarks or both. Throws InputError.
void readFolder(const std::string& folder, const Catalogue& catalogue, ReadRuns& read) {
  std::string damage;
  if (!holdsBenchAlone(folder)) read.runs.push_back({folder, readRunOrJournal(folder, catalogue, &damage)});
  if (!damage.empty()) read.damages.push_back(damage);
  if (auto bench = readBenchResults(folder)) read.bench.push_back(std::move(*bench));
}

/// The number of the shard in that folder; a number after all shards for a folder without a run.
int64_t shardIn(const std::string& folder, const std::vector<NamedRun>& runs) {
  const auto found = std::ranges::find(runs, folder, &NamedRun::name);
  return found == runs.end() ? INT64_MAX : found->record.shard.index;
}

/// Reads all folders. Throws InputError when no run can be read.
ReadRuns readAll(const std::vector<std::string>& folders, const Catalogue& catalogue) {
  ReadRuns read;
  for (const std::string& folder : folders) try {
      readFolder(folder, catalogue, read);
    } catch (const InputError& error) {
      if (folders.size() == 1) throw;
      read.complaints.emplace_back(error.what());
    }
  if (read.runs.empty() && read.complaints.empty())
    throw InputError(Expectation{"a run to merge", "benchmarks alone"}, {.file = folders.front()});
  if (read.runs.empty()) throw InputError(read.complaints.front());
  std::ranges::stable_sort(read.bench, {}, [&](const BenchResults& bench) { return shardIn(bench.folder, read.runs); });
  return read;
}

/// Prints what the merged run lacks; false when it lacks nothing.
bool printGaps(const ReadRuns& read, std::ostream& out) {
  const std::vector<NamedRun>& runs = read.runs;
  const auto missing = missingShards(runs);
  for (const std::string& shard : missing) out << "MISSING: shard " << shard << "\n";
  for (const std::string& complaint : read.complaints) out << "UNREADABLE: " << printable(complaint) << "\n";
  for (const std::string& damage : read.damages) out << "DAMAGED: " << printable(damage) << "\n";
  if (const std::string leftOut = leftOutText(read.bench); !leftOut.empty())
    out << "BENCHMARKS: " << printable(leftOut) << "\n";
  bool unfinished = !read.complaints.empty();
  for (const NamedRun& run : runs)
    if (!isFinished(run.record)) {
      out << unfinishedText(run);
      unfinished = true;
    }
  return unfinished || !missing.empty();
}

/// Writes the benchmarks that the merged run keeps, if there are any; gives those in the folder.
std::optional<BenchDocument> keepBench(const ReadRuns& read, const RunFolder& folder) {
  if (read.bench.empty()) return readBench(folder.path());
  folder.writeBench(read.bench.front().json);
  return read.bench.front().document;
}

CommandEnd reportMerged(const std::vector<std::string>& folders, const CommandLine& line,
                        const CommandContext& context) {
  if (!line.has("out")) throw InputError("--out: expected a folder for the merged run");
  const ReadRuns read = readAll(folders, context.catalogue);
  RunRecord merged = mergeRuns(read.runs);
  std::vector<const char*> fresh = {"run.json", "failures", kJournalFile};
  if (!read.bench.empty()) fresh.push_back("bench.json");
  const RunFolder folder = RunFolder::create(line.path("out"), "merged", fresh);
  const auto bench = keepBench(read, folder);
  for (FailureRecord& failure : merged.failures) {
    placeFailure(failure, folder.path());
    folder.writeFailure(failure, merged);
  }
  folder.writeRun(merged);
  writeReports(folder.path(), merged, bench);
  context.out << verdictsText(merged);
  const bool gaps = printGaps(read, context.out);
  if (const auto history = line.path("history")) RunHistory(*history, context).add(merged, folder.path(), bench);
  context.out << "report: " << (folder.path() / "report.html").string() << "\n";
  const CommandEnd end = endOf(merged);
  return end == CommandEnd::AsDocumented && gaps ? CommandEnd::CouldNotRun : end;
}

}  // namespace

CommandLine reportLine() {
  CommandLine line(
      "report RUN... [OPTION]...",
      "Writes report.html, summary.md and junit.xml of the run in the folder RUN, or of its benchmarks where no "
      "cases were judged; of several shards, the merged run as well, with the benchmarks of the first "
      "that has some, and says which are missing, unreadable or unfinished (exit code 3 then, or 1 for "
      "findings).");
  line.option("out", "DIR", "folder for the report (default: RUN; needed for several)");
  line.option("history", "FILE", "also add the run to that history (default: none)");
  addSources(line);
  line.positional("run", "RUN");
  return line;
}

CommandEnd runReportCommand(const CommandLine& line, const CommandContext& program) {
  const auto runs = line.texts("run");
  if (runs.empty()) throw InputError("expected run folders: swapcheck report RUN...");
  const Catalogue catalogue = withSources(program.catalogue, sourcesOf(line));
  const CommandContext context = program.with(catalogue);
  if (runs.size() == 1 && holdsBenchAlone(runs.front())) return reportBench(runs.front(), line, context);
  const bool isShard =
      runs.size() == 1 && line.has("out") && readRunOrJournal(runs.front(), context.catalogue).shard.count > 1;
  return runs.size() > 1 || isShard ? reportMerged(runs, line, context) : reportOne(runs.front(), line, context);
}

}  // namespace swapcheck
