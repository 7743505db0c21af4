// Loads strategies from files: their names here, their code only in processes that call them.
#pragma once

#include <functional>

#include "harness/processes/isolation.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// Limits for loading one file.
inline constexpr ProcessLimits kLoadLimits{60, int64_t{8} << 30};

/// The catalogue extended by the strategies of those files. Each file is loaded in a process of its own, which says
/// what strategies it has; whoever calls one loads it again. Throws InputError when one cannot be loaded, or its known
/// failures name an unknown property or feature.
Catalogue withSources(Catalogue catalogue, const std::vector<StrategySource>& sources);

/// The sources that must be loaded for that strategy: its own and, unless that is a plugin, every plugin, whose
/// operators it may use. None for a built-in strategy.
std::vector<StrategySource> sourcesFor(const std::string& strategy, const Catalogue& catalogue);

/// What `load` returns in a process of its own. Throws InputError with the text of the error thrown there or, if the
/// process died, with the source and how it died.
std::string loadedInProcess(const StrategySource& source, const std::function<std::string()>& load,
                            const ProcessLimits& limits = kLoadLimits);

}  // namespace swapcheck
