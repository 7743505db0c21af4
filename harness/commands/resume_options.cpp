#include "harness/commands/resume_options.h"

#include <fmt/format.h>

#include <ostream>

#include "harness/commands/strategy_sources.h"
#include "harness/counting/case_stream.h"
#include "harness/runs/saved_sources.h"
#include "harness/storage/journal_file.h"
#include "reports/record/text.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// Throws when an option was given that differs from what the run was started with.
void requireSame(const CommandLine& line, const char* option, bool isSame) {
  if (line.has(option) && !isSame)
    throw InputError(fmt::format("--{}: the run in {} was begun with another one: leave it out, or name another folder",
                                 option, line.path("out")->string()));
}

std::vector<StrategySource> ofKind(std::vector<StrategySource> sources, StrategySource::Kind kind) {
  std::erase_if(sources, [kind](const StrategySource& source) { return source.kind != kind; });
  return sources;
}

CampaignOptions resumedOptions(const CommandLine& line, const FoundCampaign& found, const CampaignOptions& given,
                               const Catalogue& catalogue) {
  CampaignOptions options = optionsOf(found, catalogue);
  requireSame(line, "seed", given.seed == options.seed);
  requireSame(line, "shard", given.shard == options.shard);
  requireSame(line, "strategy", given.strategies == options.strategies);
  requireSame(line, "property", given.properties == options.properties);
  requireSame(line, "require", given.required == options.required);
  requireSame(line, "max-numel", given.maxNumel == options.maxNumel);
  requireSame(line, "kinds", given.kinds == options.kinds);
  if (line.has("cases") || line.has("time")) {
    options.cases = given.cases;
    options.timeS = given.timeS;
  }
  if (found.saved.progress.place > CaseStream(options.cases, options.shard).size())
    throw InputError(fmt::format("--cases: the run in {} has judged more cases already", line.path("out")->string()));
  return options;
}

/// "with seed 7, for 10000 cases and 1 min".
std::string planText(const CampaignOptions& options) {
  const std::string cases = options.cases ? counted(*options.cases, "case", "cases") : "";
  const std::string time = options.timeS ? durationText(*options.timeS) : "";
  return fmt::format("with seed {}, for {}{}{}", options.seed, cases, options.cases && options.timeS ? " or " : "",
                     time);
}

void announce(const SavedCampaign& saved, const CampaignOptions& options, std::ostream& out) {
  const bool isDone =
      saved.ended == RunEnd::Cases && saved.progress.place == CaseStream(options.cases, options.shard).size();
  out << fmt::format("{}: {} and {} were saved after {}\n", isDone ? "nothing is left to do" : "resumed",
                     counted(restored(saved, options).cases(), "case", "cases"),
                     counted(std::ssize(saved.progress.failures), "failure", "failures"),
                     durationText(saved.progress.spentS))
      << std::flush;
}

}  // namespace

void addResume(CommandLine& line) {
  line.flag("resume",
            "go on with the run in the folder --out, whatever ended it, with its options: only how much or how long "
            "may be another; where there is none, begin it");
}

std::vector<StrategySource> sourcesOfRun(const CommandLine& line) {
  auto given = sourcesOf(line);
  const auto out = line.path("out");
  const auto begun = line.has("resume") && out ? unchangedSourcesIn(*out) : std::nullopt;
  if (!begun) return given;
  for (StrategySource::Kind kind : sourceKinds())
    requireSame(line, std::string(sourceKindName(kind)).c_str(), ofKind(given, kind) == ofKind(*begun, kind));
  return *begun;
}

RunFolder folderFor(const CommandLine& line, uint64_t seed, std::vector<const char*> fresh) {
  fresh.push_back(kJournalFile);
  if (!line.has("resume")) return RunFolder::create(line.path("out"), std::to_string(seed), fresh);
  if (!line.has("out")) throw InputError("--resume: expected --out DIR, the folder of the run to go on with");
  return RunFolder::create(line.path("out"), "", {});
}

std::optional<FoundCampaign> resumeIn(const RunFolder& folder, const CommandLine& line, const CommandContext& context,
                                      CampaignOptions& options) {
  if (!line.has("resume")) return std::nullopt;
  auto found = savedCampaignIn(folder.path());
  const bool holdsRun =
      std::filesystem::exists(folder.path() / "run.json") || std::filesystem::exists(folder.path() / "failures");
  if (!found && holdsRun)
    throw InputError(fmt::format("holds a run without {}: it cannot be gone on with", kJournalFile),
                     {.file = folder.path().string()});
  if (!found) {
    context.out << fmt::format("no run has begun in {}: this one begins, {}\n", folder.path().string(),
                               planText(options))
                << std::flush;
    return std::nullopt;
  }
  options = resumedOptions(line, *found, options, context.catalogue);
  announce(found->saved, options, context.out);
  return found;
}

}  // namespace swapcheck
