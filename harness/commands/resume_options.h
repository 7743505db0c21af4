// The option --resume.
#pragma once

#include "harness/commands/command.h"
#include "harness/commands/options.h"
#include "harness/runs/resume.h"
#include "harness/runs/run_folder.h"

namespace swapcheck {

/// Adds --resume.
void addResume(CommandLine& line);

/// The files with strategies that the run needs: those that the line names or, where a run is to be gone on with, those
/// that it was begun with. Throws InputError when the line names others, or one of them has changed since.
std::vector<StrategySource> sourcesOfRun(const CommandLine& line);

/// The folder of the run to go on with, or a new one that holds none of the entries in `fresh`. Throws InputError.
RunFolder folderFor(const CommandLine& line, uint64_t seed, std::vector<const char*> fresh);

/// The run in the folder, if it is to be gone on with and there is one; says so. `options` are those that the line
/// gives, and become those that the run was begun with, but as many cases and as long as the line says, if it does.
/// Throws InputError when the line gives others.
std::optional<FoundCampaign> resumeIn(const RunFolder& folder, const CommandLine& line, const CommandContext& context,
                                      CampaignOptions& options);

}  // namespace swapcheck
