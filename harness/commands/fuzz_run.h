// Fuzzes into a run folder, for `fuzz` and `nightly`.
#pragma once

#include "harness/commands/command.h"
#include "harness/processes/isolation.h"
#include "harness/runs/resume.h"
#include "harness/runs/run_folder.h"

namespace swapcheck {

/// Runs a campaign in worker processes, or in this one if `isolation` is nothing; resumes the one in the folder's
/// journal if `found` holds it. Shows progress, prints and writes every failure as it is found, then prints the
/// verdicts and writes run.json. Throws HarnessError when something could not be written, after writing all that could
/// be, and InputError when the journal belongs to another campaign.
RunRecord fuzzInto(const RunFolder& folder, const CampaignOptions& options,
                   const std::optional<IsolationOptions>& isolation, const CommandContext& context,
                   const std::optional<FoundCampaign>& found = std::nullopt);

/// How a command that made that run ends. Throws HarnessError when nothing ran.
CommandEnd endOf(const RunRecord& run);

/// A random seed of 32 bits, which every JSON reader keeps exactly.
uint64_t randomSeed();

}  // namespace swapcheck
