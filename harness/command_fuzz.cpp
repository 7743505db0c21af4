// `swapcheck fuzz`.
#include <fmt/format.h>

#include <ostream>

#include "harness/errors.h"
#include "harness/fuzz_run.h"
#include "harness/options.h"
#include "harness/run_history.h"
#include "reports/text.h"

namespace swapcheck {
namespace {

constexpr uint64_t kDefaultCases = 10000;

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
  line.option("out", "DIR", "folder for the results (default: runs/<UTC time>-<seed>)");
  line.flag("resume",
            "go on with the run in the folder --out, whatever ended it; with its options, but --cases and --time may "
            "be others; where there is none, begin it");
  line.option("history", "FILE", "also add the run to that history (default: none)");
  return line;
}

CampaignOptions optionsOf(const CommandLine& line, const CommandContext& context) {
  CampaignOptions options;
  options.strategies = selectedStrategies(line, context.catalogue);
  options.properties = selectedProperties(line);
  options.seed = line.number("seed", 0, UINT64_MAX).value_or(randomSeed());
  options.shard = line.shard("shard").value_or(Shard());
  options.timeS = line.duration("time");
  if (const auto cases = line.number("cases", 1, INT64_MAX))
    options.cases = static_cast<int64_t>(*cases);
  else if (!options.timeS)
    options.cases = kDefaultCases;
  return options;
}

/// Complains when an option that was given is not the one that the run was begun with.
void requireSame(const CommandLine& line, const char* option, bool isSame) {
  if (line.has(option) && !isSame)
    throw UsageError(fmt::format("--{}: the run in {} was begun with another one: leave it out, or name another folder",
                                 option, line.path("out")->string()));
}

/// Those that the run was begun with, but as many cases and as long as the line says, if it does.
CampaignOptions resumedOptions(const CommandLine& line, const SavedCampaign& saved, const CommandContext& context) {
  const CampaignOptions given = optionsOf(line, context);
  CampaignOptions options = optionsOf(saved, context.catalogue);
  requireSame(line, "seed", given.seed == options.seed);
  requireSame(line, "shard", given.shard == options.shard);
  requireSame(line, "strategy", given.strategies == options.strategies);
  requireSame(line, "property", given.properties == options.properties);
  if (line.has("cases") || line.has("time")) {
    options.cases = given.cases;
    options.timeS = given.timeS;
  }
  if (saved.place > CaseStream(options.cases, options.shard).size())
    throw UsageError(fmt::format("--cases: the run in {} has judged more cases already", line.path("out")->string()));
  return options;
}

RunFolder folderFor(const CommandLine& line, uint64_t seed) {
  if (!line.has("resume"))
    return RunFolder::create(line.path("out"), std::to_string(seed), {"run.json", "failures", kJournalFile});
  if (!line.has("out")) throw UsageError("--resume: expected --out DIR, the folder of the run to go on with");
  return RunFolder::create(line.path("out"), "", {});
}

/// The run in the folder, if it is to be gone on with and there is one.
std::optional<FoundCampaign> foundIn(const RunFolder& folder, const CommandLine& line) {
  if (!line.has("resume")) return std::nullopt;
  auto found = savedCampaignIn(folder.path());
  if (!found && std::filesystem::exists(folder.path() / "run.json"))
    throw UsageError(
        fmt::format("{}: holds a run without {}: it cannot be gone on with", folder.path().string(), kJournalFile));
  return found;
}

void announce(const FoundCampaign& found, const CampaignOptions& options, std::ostream& out) {
  const SavedCampaign& saved = found.saved;
  const bool isDone = saved.ended == "cases" && saved.place == CaseStream(options.cases, options.shard).size();
  out << fmt::format("{}: {} and {} were saved after {}\n", isDone ? "nothing is left to do" : "resumed",
                     counted(restored(saved, options).cases(), "case", "cases"),
                     counted(std::ssize(saved.met), "failure", "failures"), durationText(saved.spentS))
      << std::flush;
}

}  // namespace

int runFuzzCommand(const Arguments& arguments, const CommandContext& context) {
  CommandLine line = fuzzLine();
  if (!line.parse(arguments, context.out)) return kAsDocumented;
  const auto isolation = isolationOf(line);
  CampaignOptions options = optionsOf(line, context);
  const auto history = line.path("history");
  const RunFolder folder = folderFor(line, options.seed);
  const auto found = foundIn(folder, line);
  if (found) {
    options = resumedOptions(line, found->saved, context);
    announce(*found, options, context.out);
  }
  const RunRecord run = fuzzInto(folder, options, isolation, context, found);
  writeReports(folder.path(), run, readBench(folder.path()));
  if (history) RunHistory(*history, context).add(run, folder.path(), std::nullopt);
  context.out << "report: " << (folder.path() / "report.html").string() << "\n";
  return exitCodeOf(run);
}

}  // namespace swapcheck
