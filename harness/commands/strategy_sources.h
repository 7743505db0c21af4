// The options --plugin and --script: strategies from files.
#pragma once

#include "harness/workers/isolation.h"
#include "harness/commands/options.h"

namespace swapcheck {

/// Adds --plugin and --script.
void addSources(CommandLine& line);

/// The files that they name: plugins first, since a script may use a plugin's operators. Throws UsageError.
std::vector<StrategySource> sourcesOf(const CommandLine& line);

/// The options that load the sources again, for a shell: "--plugin /home/me/libmine.so --script /home/me/swap.pt".
std::string optionsText(const std::vector<StrategySource>& sources);

/// The sources that have to be loaded for that strategy to be there: its own, and for a script every plugin, whose
/// operators it may use. None when it comes with the program.
std::vector<StrategySource> sourcesFor(const std::string& strategy, const Catalogue& catalogue);

/// The catalogue, and the strategies of those files. Each file is loaded in a process of its own first, which may crash
/// or hang of it. Throws UsageError when one cannot be loaded, or declares a known failure of what there is not.
Catalogue withSources(Catalogue catalogue, const std::vector<StrategySource>& sources);

/// So much loading one file may take.
inline constexpr ProcessLimits kLoadLimits{60, int64_t{8} << 30};

/// Runs `load` in a process of its own. Throws UsageError with the text of the SourceError that it throws there, or, by
/// the name of the source, with how the process ended, if it did not survive.
void tryInProcess(const StrategySource& source, const std::function<void()>& load,
                  const ProcessLimits& limits = kLoadLimits);

}  // namespace swapcheck
