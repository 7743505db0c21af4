// The strategy files that a campaign was started with.
#pragma once

#include <filesystem>

#include "harness/campaign/saved_campaign.h"

namespace swapcheck {

/// The sources, each with the CRC-32 of its file.
std::vector<SavedSource> savedSourcesOf(const std::vector<StrategySource>& sources);

/// The inverse. Throws InputError.
std::vector<StrategySource> sourcesFrom(const std::vector<SavedSource>& saved);

/// The sources of the campaign in a run folder; nothing when there is no journal, or its first entry is damaged. Throws
/// InputError when one of the files has changed since the campaign was started.
std::optional<std::vector<StrategySource>> unchangedSourcesIn(const std::filesystem::path& folder);

}  // namespace swapcheck
