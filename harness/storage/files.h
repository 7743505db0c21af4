// Reading and writing whole files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

#include "strategies/error.h"

namespace swapcheck {

/// What is thrown when the file cannot be written; `error` is an errno.
HarnessError unwritable(const std::filesystem::path& path, int error);

/// Writes to a descriptor until all is written. Gives 0, or the errno of what failed.
int writeAll(int file, std::string_view content);

/// Writes a file atomically, by renaming a temporary file next to it, which nothing else had the name of. Throws
/// HarnessError.
void writeFile(const std::filesystem::path& path, std::string_view content);

/// The size of a regular file in bytes. Throws InputError that names it when it cannot be read, is no regular file (a
/// pipe would be waited for) or is larger than `maxBytes`.
uintmax_t sizeOfFile(const std::filesystem::path& path, uintmax_t maxBytes);

/// Parses a JSON file. Throws InputError that names the file when it cannot be read, is larger than `maxBytes` or is
/// not JSON.
nlohmann::ordered_json readJsonFile(const std::filesystem::path& path, uintmax_t maxBytes);

}  // namespace swapcheck
