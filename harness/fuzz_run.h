// Fuzzing into a run folder, as `fuzz` and `nightly` do it.
#pragma once

#include "harness/campaign.h"
#include "harness/command.h"
#include "harness/run_folder.h"

namespace swapcheck {

/// Runs a campaign, showing its progress, printing every failure and writing it to the folder as it is found, then the
/// verdicts; writes run.json. Throws HarnessError when something could not be written, after all that could be.
RunRecord fuzzInto(const RunFolder& folder, const CampaignOptions& options, const CommandContext& context);

/// Exit code of a run: 0, or 1 for findings. Throws HarnessError when nothing ran.
int exitCodeOf(const RunRecord& run);

/// A seed that nobody chose: 32 bits, which every reader of JSON keeps exactly.
uint64_t randomSeed();

}  // namespace swapcheck
