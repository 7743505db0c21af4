// Reading and writing whole files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

namespace swapcheck {

/// Writes a file whole or not at all: a neighbouring temporary file is renamed over it. Throws HarnessError.
void writeFile(const std::filesystem::path& path, std::string_view content);

/// Parses a JSON file. Throws InputError that names the file when it cannot be read, is larger than `maxBytes` or is
/// no JSON.
nlohmann::ordered_json readJsonFile(const std::filesystem::path& path, uintmax_t maxBytes);

}  // namespace swapcheck
