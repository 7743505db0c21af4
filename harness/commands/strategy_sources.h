// The options --plugin, --script and --python: strategies from files.
#pragma once

#include "harness/commands/options.h"
#include "strategies/source.h"

namespace swapcheck {

/// Adds --plugin, --script, --python and --variant.
void addSources(CommandLine& line);

/// The files that these options name: plugins first, since others may use their operators. Throws InputError.
std::vector<StrategySource> sourcesOf(const CommandLine& line);

/// The options that load the sources again, for a shell: "--plugin /home/me/libmine.so --script /home/me/swap.pt".
std::string optionsText(const std::vector<StrategySource>& sources);

}  // namespace swapcheck
