// Fuzzing into a run folder, as `fuzz` and `nightly` do it.
#pragma once

#include "harness/campaign/campaign.h"
#include "harness/commands/command.h"
#include "harness/commands/options.h"
#include "harness/runs/resume.h"
#include "harness/runs/run_folder.h"

namespace swapcheck {

/// Adds --jobs, and what `addLimits` adds.
void addIsolation(CommandLine& line);

/// Adds --case-timeout and --memory.
void addLimits(CommandLine& line);

/// What they say. Throws UsageError.
ProcessLimits limitsOf(const CommandLine& line);

/// What they say; nothing for --jobs 0: no processes. Throws UsageError.
std::optional<IsolationOptions> isolationOf(const CommandLine& line);

/// Runs a campaign in worker processes, or in this one where `isolation` is nothing, or goes on with the one in the
/// folder's journal, if `found` is that; shows its progress, prints every failure and writes it to the folder as it is
/// found, then the verdicts; writes run.json. Throws HarnessError when something could not be written, after all that
/// could be, and UsageError when the journal is none of this campaign.
RunRecord fuzzInto(const RunFolder& folder, const CampaignOptions& options,
                   const std::optional<IsolationOptions>& isolation, const CommandContext& context,
                   const std::optional<FoundCampaign>& found = std::nullopt);

/// Gives a failure its file in that run folder, and its replay line, which loads the failure's sources.
void placeFailure(FailureRecord& failure, const std::filesystem::path& folder);

/// Prints the matrix, the coverage and what has to be said besides.
void printVerdicts(const RunRecord& run, std::ostream& out);

/// Exit code of a run: 0, or 1 for findings. Throws HarnessError when nothing ran.
int exitCodeOf(const RunRecord& run);

/// A seed that nobody chose: 32 bits, which every reader of JSON keeps exactly.
uint64_t randomSeed();

}  // namespace swapcheck
