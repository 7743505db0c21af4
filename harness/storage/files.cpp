#include "harness/storage/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "strategies/error.h"

namespace swapcheck {
namespace {

std::string readText(const std::filesystem::path& path, uintmax_t maxBytes) {
  std::error_code error;
  const bool exists = std::filesystem::exists(path, error);
  if (error) throw InputError(fmt::format("cannot be read: {}", error.message()), {.file = path.string()});
  if (!exists) throw InputError("there is no such file", {.file = path.string()});
  if (!std::filesystem::is_regular_file(path, error))
    throw InputError("expected a regular file", {.file = path.string()});
  const uintmax_t size = std::filesystem::file_size(path, error);
  if (error) throw InputError(fmt::format("cannot be read: {}", error.message()), {.file = path.string()});
  if (size > maxBytes)
    throw InputError(fmt::format("expected at most {} bytes, got {}", maxBytes, size), {.file = path.string()});
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<size_t>(std::min(size, maxBytes)) + 1, '\0');  // one more, to see a file that grows
  if (file.is_open()) file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad())
    throw InputError(fmt::format("cannot be read: {}", std::strerror(errno)), {.file = path.string()});
  text.resize(static_cast<size_t>(file.gcount()));
  return text;
}

}  // namespace

void writeFile(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::path temporary = path;
  temporary += ".part";
  std::ofstream file(temporary, std::ios::binary);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(temporary, path, error);
  if (file && !error) return;
  const std::string reason = error ? error.message() : std::strerror(errno);
  std::filesystem::remove(temporary, error);
  throw HarnessError(fmt::format("cannot be written: {}", reason), {.file = path.string()});
}

nlohmann::ordered_json readJsonFile(const std::filesystem::path& path, uintmax_t maxBytes) {
  const std::string text = readText(path, maxBytes);
  try {
    return nlohmann::ordered_json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    const std::string what = error.what();  // "[json.exception.parse_error.101] parse error at line 1, ..."
    throw InputError(fmt::format("is no JSON: {}", what.substr(what.find("] ") + 2)), {.file = path.string()});
  }
}

}  // namespace swapcheck
