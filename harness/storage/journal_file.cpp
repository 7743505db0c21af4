#include "harness/storage/journal_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "harness/storage/files.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBeforeSum = R"({"crc32":")", kBeforeEntry = R"(","entry":)", kEnd = "}";
constexpr size_t kSumDigits = 8;
/// No real entry is nested this deeply; copying one recurses to its depth.
constexpr int kMostDepth = 64;

std::string lineOf(const Json& entry) {
  const std::string text = entry.dump(-1, ' ', false, Json::error_handler_t::replace);
  return fmt::format("{}{}{}{}{}\n", kBeforeSum, checksumOf(text), kBeforeEntry, text, kEnd);
}

/// The entry of a line (without its line break), if it is intact.
std::optional<Json> entryOf(std::string_view line) {
  const size_t before = kBeforeSum.size() + kSumDigits + kBeforeEntry.size();
  if (line.size() < before + kEnd.size() || !line.starts_with(kBeforeSum) || !line.ends_with(kEnd)) return std::nullopt;
  const std::string_view text = line.substr(before, line.size() - before - kEnd.size());
  if (line.substr(kBeforeSum.size(), before - kBeforeSum.size()) != checksumOf(text) + std::string(kBeforeEntry))
    return std::nullopt;
  bool isShallow = true;
  const auto checkDepth = [&](int depth, Json::parse_event_t, Json&) {
    return isShallow = isShallow && depth < kMostDepth;
  };
  Json entry = Json::parse(text, checkDepth, false);
  return entry.is_discarded() || !isShallow ? std::nullopt : std::optional(std::move(entry));
}

HarnessError unwritable(const std::filesystem::path& path, int error) {
  return HarnessError(fmt::format("cannot be written: {}", std::strerror(error)), {.file = path.string()});
}

}  // namespace

std::string checksumOf(std::string_view text) {
  boost::crc_32_type sum;
  sum.process_bytes(text.data(), text.size());
  return fmt::format("{:08x}", sum.checksum());
}

JournalEntries readJournal(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(fmt::format("cannot be read: {}", std::strerror(errno)), {.file = path.string()});
  JournalEntries read;
  uint64_t wholeBytes = 0;
  for (std::string line; std::getline(file, line); wholeBytes += line.size() + 1) {
    auto entry = file.eof() ? std::nullopt : entryOf(line);  // a line without a line break is torn
    if (!entry) break;
    read.entries.push_back(std::move(*entry));
  }
  const uint64_t bytes = std::filesystem::file_size(path);
  if (bytes > wholeBytes)
    read.damage = fmt::format("{}: its last {} bytes are torn or damaged: it is used up to its record {}",
                              path.string(), bytes - wholeBytes, read.entries.size());
  return read;
}

std::optional<Json> readFirstEntry(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  if (!std::getline(file, line) || file.eof()) return std::nullopt;
  return entryOf(line);
}

void writeJournal(const std::filesystem::path& path, const std::vector<Json>& entries) {
  std::string text;
  for (const Json& entry : entries) text += lineOf(entry);
  writeFile(path, text);
}

JournalFile::JournalFile(std::filesystem::path path)
    : path_(std::move(path)), file_(open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC)) {
  if (file_ < 0) throw unwritable(path_, errno);
  bytes_ = std::filesystem::file_size(path_);
}

JournalFile::~JournalFile() { close(file_); }

void JournalFile::append(const Json& entry) {
  const std::string line = lineOf(entry);
  size_t written = 0;
  while (written < line.size()) {
    const ssize_t count = write(file_, line.data() + written, line.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const HarnessError error = unwritable(path_, errno);
      [[maybe_unused]] const int cut = ftruncate(file_, static_cast<off_t>(bytes_));  // otherwise its end would be torn
      throw error;
    }
    written += static_cast<size_t>(count);
  }
  bytes_ += line.size();
}

void JournalFile::sync() {
  if (fdatasync(file_) != 0 && errno != EINVAL) throw unwritable(path_, errno);
}

}  // namespace swapcheck
