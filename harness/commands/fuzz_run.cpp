#include "harness/commands/fuzz_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <random>

#include "harness/campaign/campaign.h"
#include "harness/commands/progress.h"
#include "harness/commands/replay_line.h"
#include "harness/storage/host_context.h"
#include "harness/workers/strategy_loader.h"
#include "harness/workers/supervisor.h"
#include "reports/console/failure.h"
#include "reports/console/verdicts.h"
#include "reports/record/text.h"
#include "strategies/error.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

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
  begun.startedAt = found ? found->saved.begin.startedAt : utcNow();
  begun.command = found ? found->saved.begin.command : context.commandLine;
  begun.context = hostContext();
  if (options.maxNumel) begun.context["max_numel"] = std::to_string(*options.maxNumel);
  if (options.kinds) begun.context["kinds"] = std::to_string(*options.kinds);
  return begun;
}

/// The journal of a resumed campaign. A damaged one is kept beside it; case files are written again, since the run may
/// have been killed before writing them.
CampaignJournal reopened(const RunFolder& folder, const CampaignOptions& options, const FoundCampaign& found,
                         FuzzListener& listener, std::ostream& out) {
  const std::filesystem::path file = folder.path() / kJournalFile;
  if (!found.damage.empty()) {
    const std::filesystem::path kept = file.string() + ".damaged";
    std::filesystem::remove(kept);  // a link there is not followed
    std::filesystem::copy_file(file, kept);
    out << fmt::format("{}; all of it is kept in {}\n", found.damage, kept.string());
  }
  for (const auto& [place, record] : found.saved.shrunk) {
    listener.write(failureRecordFromJson(record));
    for (const auto& other : found.saved.othersOf(place)) listener.write(failureRecordFromJson(other));
  }
  SavedCampaign saved = found.saved;
  setLimits(saved, options);
  return {file, std::move(saved)};
}

RunRecord runIn(const std::optional<IsolationOptions>& isolation, const CampaignOptions& options,
                CampaignListener& listener, const CommandContext& context, CampaignJournal& journal) {
  return inFile(kJournalFile, [&] {
    return isolation ? runIsolatedCampaign(options, *isolation, listener, context.stopRequested, journal)
                     : runCampaign(options, listener, context.stopRequested, journal);
  });
}

}  // namespace

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
  context.out << verdictsText(run);
  folder.writeRun(run);
  if (listener.writeError()) throw *listener.writeError();
  return run;
}

CommandEnd endOf(const RunRecord& run) {
  const bool ran = std::any_of(run.verdicts.begin(), run.verdicts.end(),
                               [](const VerdictRecord& verdict) { return verdict.cases > 0; });
  if (!ran) throw HarnessError("nothing ran: no case was judged by any of the chosen properties");
  return hasFinding(run) ? CommandEnd::Finding : CommandEnd::AsDocumented;
}

uint64_t randomSeed() { return std::random_device()(); }

}  // namespace swapcheck
