// The option --resume.
#pragma once

#include "harness/commands/command.h"
#include "harness/commands/options.h"
#include "harness/runs/resume.h"
#include "harness/runs/run_folder.h"

namespace swapcheck {

/// Adds --resume.
void addResume(CommandLine& line);

/// The strategy files that the run needs: those on the line or, for a run to be resumed, those that it was started
/// with. Throws InputError when the line names others, or one of them has changed since.
std::vector<StrategySource> sourcesOfRun(const CommandLine& line);

/// The folder of the run to resume, or a new one that holds none of the entries in `fresh`. Throws InputError.
RunFolder folderFor(const CommandLine& line, uint64_t seed, std::vector<const char*> fresh);

/// The run in the folder, if there is one to resume; prints that, or what is begun in its place. `options` come from
/// the line, and become those that the run was started with, except for the number of cases and time if the line gives
/// them. Throws InputError when other options differ.
std::optional<FoundCampaign> resumeIn(const RunFolder& folder, const CommandLine& line, const CommandContext& context,
                                      CampaignOptions& options);

}  // namespace swapcheck
