// Loads strategies from files, each in a process of its own first.
#pragma once

#include <functional>

#include "harness/workers/isolation.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// The most that loading one file may take.
inline constexpr ProcessLimits kLoadLimits{60, int64_t{8} << 30};

/// The catalogue, and the strategies of those files. Each file is loaded in a process of its own first, which may crash
/// or hang of it. Throws InputError when one cannot be loaded, or declares a known failure of what there is not.
Catalogue withSources(Catalogue catalogue, const std::vector<StrategySource>& sources);

/// The sources that have to be loaded for that strategy to be there: its own, and for a script every plugin, whose
/// operators it may use. None when it comes with the program.
std::vector<StrategySource> sourcesFor(const std::string& strategy, const Catalogue& catalogue);

/// Runs `load` in a process of its own. Throws InputError with the text of the InputError that it throws there, or, by
/// the name of the source, with how the process ended, if it did not survive.
void tryInProcess(const StrategySource& source, const std::function<void()>& load,
                  const ProcessLimits& limits = kLoadLimits);

}  // namespace swapcheck
