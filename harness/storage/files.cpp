#include "harness/storage/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "strategies/error.h"

namespace swapcheck {
namespace {

std::string readText(const std::filesystem::path& path, uintmax_t maxBytes) {
  const uintmax_t size = sizeOfFile(path, maxBytes);
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<size_t>(std::min(size, maxBytes)) + 1, '\0');  // one more, to see a file that grows
  if (file.is_open()) file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad())
    throw InputError(fmt::format("cannot be read: {}", std::strerror(errno)), {.file = path.string()});
  text.resize(static_cast<size_t>(file.gcount()));
  return text;
}

}  // namespace

uintmax_t sizeOfFile(const std::filesystem::path& path, uintmax_t maxBytes) {
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
  return size;
}

HarnessError unwritable(const std::filesystem::path& path, int error) {
  return HarnessError(fmt::format("cannot be written: {}", std::strerror(error)), {.file = path.string()});
}

int writeAll(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = write(file, content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    content.remove_prefix(static_cast<size_t>(count));
  }
  return 0;
}

void writeFile(const std::filesystem::path& path, std::string_view content) {
  static std::atomic<uint64_t> written = 0;
  std::filesystem::path temporary;
  int file = -1;
  do {  // a name that nothing has: neither a file of others nor a link to one is written to
    temporary = path.parent_path() / fmt::format(".{}-{}.part", getpid(), ++written);
    file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (file < 0 && errno == EEXIST);
  if (file < 0) throw unwritable(path, errno);
  int error = writeAll(file, content);
  if (close(file) != 0 && error == 0) error = errno;
  if (error == 0 && rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return;
  unlink(temporary.c_str());
  throw unwritable(path, error);
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
