// Durations, sizes and shards, as they are written on a command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reports/record/accounting.h"

namespace swapcheck {

/// Seconds of "90s", "10m", "8h", "1h30m", "1d"; nothing for any other text, and for 0.
std::optional<double> parseDuration(const std::string& text);

/// Bytes of "64M", "2G", "1T", at least 1 MiB; nothing for any other text.
std::optional<int64_t> parseBytes(const std::string& text);

/// Share K of N of "K/N", K from 1 to N; nothing for any other text.
std::optional<Shard> parseShard(const std::string& text);

}  // namespace swapcheck
