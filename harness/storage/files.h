// Reading and writing whole files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

namespace swapcheck {

/// Writes a file atomically, by renaming a temporary file next to it. Throws HarnessError.
void writeFile(const std::filesystem::path& path, std::string_view content);

/// Parses a JSON file. Throws InputError that names the file when it cannot be read, is larger than `maxBytes` or is
/// not JSON.
nlohmann::ordered_json readJsonFile(const std::filesystem::path& path, uintmax_t maxBytes);

}  // namespace swapcheck
