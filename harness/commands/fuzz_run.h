// Fuzzing into a run folder, as `fuzz` and `nightly` do it.
#pragma once

#include "harness/commands/command.h"
#include "harness/runs/resume.h"
#include "harness/runs/run_folder.h"
#include "harness/workers/isolation.h"

namespace swapcheck {

/// Runs a campaign in worker processes, or in this one where `isolation` is nothing, or goes on with the one in the
/// folder's journal, if `found` is that; shows its progress, prints every failure and writes it to the folder as it is
/// found, then the verdicts; writes run.json. Throws HarnessError when something could not be written, after all that
/// could be, and InputError when the journal is none of this campaign.
RunRecord fuzzInto(const RunFolder& folder, const CampaignOptions& options,
                   const std::optional<IsolationOptions>& isolation, const CommandContext& context,
                   const std::optional<FoundCampaign>& found = std::nullopt);

/// How a command ends that made that run. Throws HarnessError when nothing ran.
CommandEnd endOf(const RunRecord& run);

/// A seed that nobody chose: 32 bits, which every reader of JSON keeps exactly.
uint64_t randomSeed();

}  // namespace swapcheck
