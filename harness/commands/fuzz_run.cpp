#include "harness/commands/fuzz_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <random>
#include <thread>

#include "harness/campaign/journal.h"
#include "harness/errors.h"
#include "harness/storage/host_context.h"
#include "reports/console/print.h"
#include "harness/commands/progress.h"
#include "harness/commands/shell.h"
#include "harness/commands/strategy_sources.h"
#include "reports/record/text.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

constexpr uint64_t kMostJobs = 1024;

std::string progressText(const CampaignProgress& p) {
  const double rate = p.elapsedS > 0 ? static_cast<double>(p.done) / p.elapsedS : 0;
  std::string left;
  if (p.total && rate > 0) left = durationText(static_cast<double>(*p.total - p.done) / rate);
  if (p.timeS) left = durationText(std::max(0.0, *p.timeS - p.elapsedS));
  return fmt::format("{}{} cases, {:.0f} cases/s, {} finding{}{}", p.done, p.total ? fmt::format("/{}", *p.total) : "",
                     rate, p.findings, p.findings == 1 ? "" : "s", left.empty() ? "" : ", " + left + " left");
}

/// Prints and saves what a campaign finds.
class FuzzListener : public CampaignListener {
 public:
  FuzzListener(const RunFolder& folder, const RunRecord& begun, const CommandContext& context)
      : folder_(folder), begun_(begun), context_(context), progress_(context.err, context.terminal) {}

  void onProgress(const CampaignProgress& progress) override {
    progress_.show([&] { return progressText(progress); });
  }

  void onFailure(const FailureRecord& found) override {
    const FailureRecord failure = placed(found);
    progress_.clear();
    context_.out << failureText(failure) << std::endl;
    write(failure);
  }

  /// Writes the case file.
  void write(const FailureRecord& failure) {
    try {
      folder_.writeFailure(placed(failure), begun_);
    } catch (const HarnessError& error) {
      if (!writeError_) writeError_ = error;
    }
  }

  /// The first case file that could not be written; the campaign goes on without it.
  const std::optional<HarnessError>& writeError() const { return writeError_; }

  void clearProgress() { progress_.clear(); }

 private:
  FailureRecord placed(FailureRecord failure) const {
    failure.sources = sourcesFor(failure.strategy, context_.catalogue);
    placeFailure(failure, folder_.path());
    return failure;
  }

  const RunFolder& folder_;
  const RunRecord& begun_;
  const CommandContext& context_;
  ProgressLine progress_;
  std::optional<HarnessError> writeError_;
};

RunRecord begunRun(const CampaignOptions& options, const CommandContext& context,
                   const std::optional<FoundCampaign>& found) {
  RunRecord begun;
  begun.seed = options.seed;
  begun.libtorch = libtorchVersion();
  begun.startedAt = found ? found->saved.begin.at("started_at").get<std::string>() : utcNow();
  begun.command = found ? found->saved.begin.at("command").get<std::string>() : context.commandLine;
  begun.context = hostContext();
  return begun;
}

/// The journal of a campaign that is gone on with. A damaged one is kept beside it; case files are written once more,
/// since the run may have been killed before it could.
CampaignJournal reopened(const RunFolder& folder, const CampaignOptions& options, const FoundCampaign& found,
                         FuzzListener& listener, std::ostream& out) {
  const std::filesystem::path file = folder.path() / kJournalFile;
  if (!found.damage.empty()) {
    const std::filesystem::path kept = file.string() + ".damaged";
    std::filesystem::copy_file(file, kept, std::filesystem::copy_options::overwrite_existing);
    out << fmt::format("{}; all of it is kept in {}\n", found.damage, kept.string());
  }
  for (const auto& [place, record] : found.saved.shrunk) listener.write(failureRecordFromJson(record));
  SavedCampaign saved = found.saved;
  setLimits(saved, options);
  return {file, std::move(saved)};
}

RunRecord runIn(const std::optional<IsolationOptions>& isolation, const CampaignOptions& options,
                CampaignListener& listener, const CommandContext& context, CampaignJournal& journal) {
  try {
    return isolation ? runIsolatedCampaign(options, *isolation, listener, context.stopRequested, journal)
                     : runCampaign(options, listener, context.stopRequested, journal);
  } catch (const JournalError& error) {
    throw UsageError(fmt::format("{}: {}", kJournalFile, error.what()));
  }
}

}  // namespace

void printVerdicts(const RunRecord& run, std::ostream& out) {
  out << fmt::format("seed {}, {} cases in {} ({:.0f} cases/s), LibTorch {}\n\n", run.seed, run.cases,
                     durationText(run.durationS), run.casesPerS, run.libtorch)
      << matrixText(run) << "\n"
      << coverageText(run);
  for (const RetiredStrategy& retired : run.retired)
    out << fmt::format("STOPPED {}: it ended its process on {} of {} cases; left out after case {}\n", retired.name,
                       retired.deaths, retired.cases, retired.number);
  for (const VerdictRecord& verdict : run.verdicts)
    for (const KnownFailureTally& known : verdict.known)
      if (known.stale)
        out << fmt::format("STALE {}: {}: {} cases met its condition ({}) and none failed: {}\n", verdict.strategy,
                           verdict.property, known.met, known.when, known.reason);
}

void addIsolation(CommandLine& line) {
  line.option("jobs", "N", "worker processes (default: one for each core); 0 judges in this process, unprotected");
  addLimits(line);
}

void addLimits(CommandLine& line) {
  line.option("case-timeout", "D", "a strategy that takes longer on one case hangs (default: 10s)");
  line.option("memory", "SIZE", "what a worker process may take, such as 512M or 2G (default: 2G)");
}

ProcessLimits limitsOf(const CommandLine& line) {
  ProcessLimits limits;
  limits.caseTimeoutS = line.duration("case-timeout").value_or(limits.caseTimeoutS);
  limits.memoryBytes = line.bytes("memory").value_or(limits.memoryBytes);
  return limits;
}

std::optional<IsolationOptions> isolationOf(const CommandLine& line) {
  IsolationOptions isolation;
  isolation.jobs = static_cast<int64_t>(
      line.number("jobs", 0, kMostJobs).value_or(std::max(1u, std::thread::hardware_concurrency())));
  isolation.limits = limitsOf(line);
  return isolation.jobs == 0 ? std::nullopt : std::optional(isolation);
}

void placeFailure(FailureRecord& failure, const std::filesystem::path& folder) {
  failure.file = "failures/" + failure.id + ".json";
  const std::string options = optionsText(failure.sources);
  failure.replay = fmt::format("swapcheck replay {}{}{}", options, options.empty() ? "" : " ",
                               shellQuoted((folder / failure.file).string()));
}

RunRecord fuzzInto(const RunFolder& folder, const CampaignOptions& options,
                   const std::optional<IsolationOptions>& isolation, const CommandContext& context,
                   const std::optional<FoundCampaign>& found) {
  const RunRecord begun = begunRun(options, context, found);
  FuzzListener listener(folder, begun, context);
  CampaignJournal journal =
      found ? reopened(folder, options, *found, listener, context.out)
            : CampaignJournal(folder.path() / kJournalFile, newCampaign(options, begun, context.catalogue.sources()));
  RunRecord run = runIn(isolation, options, listener, context, journal);
  listener.clearProgress();
  run.startedAt = begun.startedAt;
  run.command = begun.command;
  run.context = begun.context;
  for (FailureRecord& failure : run.failures) {
    failure.sources = sourcesFor(failure.strategy, context.catalogue);
    placeFailure(failure, folder.path());
  }
  printVerdicts(run, context.out);
  folder.writeRun(run);
  if (listener.writeError()) throw *listener.writeError();
  return run;
}

int exitCodeOf(const RunRecord& run) {
  const bool ran = std::any_of(run.verdicts.begin(), run.verdicts.end(),
                               [](const VerdictRecord& verdict) { return verdict.cases > 0; });
  if (!ran) throw HarnessError("nothing ran: no case was judged by any of the chosen properties");
  return hasFinding(run) ? kFinding : kAsDocumented;
}

uint64_t randomSeed() { return std::random_device()(); }

}  // namespace swapcheck
