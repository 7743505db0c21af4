// The files that a campaign's strategies come from, as its journal keeps them.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "strategies/source.h"

namespace swapcheck {

/// The sources, each with the CRC-32 of its file, for the field "sources" of a journal's first entry.
nlohmann::ordered_json savedSources(const std::vector<StrategySource>& sources);

/// The sources of the campaign in a run folder; nothing when there is no journal, or its first entry is damaged. Throws
/// UsageError when one of the files is another than when the campaign was begun.
std::optional<std::vector<StrategySource>> unchangedSourcesIn(const std::filesystem::path& folder);

}  // namespace swapcheck
