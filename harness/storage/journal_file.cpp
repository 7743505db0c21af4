#include "harness/storage/journal_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>

#include "harness/storage/files.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBeforeSum = R"({"crc32":")", kBeforeEntry = R"(","entry":)", kEnd = "}";
constexpr size_t kSumDigits = 8;
/// No real entry is nested this deeply; copying one recurses to its depth.
constexpr int kMostDepth = 64;
/// A journal is made anew whenever it has grown by a few MiB: no real one comes near these limits.
constexpr uintmax_t kMostBytes = uintmax_t{256} << 20;
constexpr std::streamsize kMostLineBytes = std::streamsize{64} << 20;

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

/// Reads lines of at most `kMostLineBytes`.
class LineReader {
 public:
  /// Throws InputError when it cannot be read.
  explicit LineReader(const std::filesystem::path& path)
      : bytes_(sizeOfFile(path, kMostBytes)), file_(path, std::ios::binary), line_(new char[kMostLineBytes]) {
    if (!file_) throw InputError(fmt::format("cannot be read: {}", std::strerror(errno)), {.file = path.string()});
  }

  /// The next line without its line break; nothing when it has none, or is longer than any.
  std::optional<std::string_view> next() {
    file_.getline(line_.get(), kMostLineBytes);
    if (!file_ || file_.eof()) return std::nullopt;
    return std::string_view(line_.get(), static_cast<size_t>(file_.gcount()) - 1);
  }

  uintmax_t bytes() const { return bytes_; }

 private:
  uintmax_t bytes_;
  std::ifstream file_;
  std::unique_ptr<char[]> line_;
};

}  // namespace

std::string checksumOf(std::string_view text) {
  boost::crc_32_type sum;
  sum.process_bytes(text.data(), text.size());
  return fmt::format("{:08x}", sum.checksum());
}

JournalEntries readJournal(const std::filesystem::path& path) {
  LineReader lines(path);
  JournalEntries read;
  uint64_t wholeBytes = 0;
  while (const auto line = lines.next()) {
    auto entry = entryOf(*line);
    if (!entry) break;
    read.entries.push_back(std::move(*entry));
    wholeBytes += line->size() + 1;
  }
  if (lines.bytes() > wholeBytes)
    read.damage = fmt::format("{}: its last {} bytes are torn or damaged: it is used up to its record {}",
                              path.string(), lines.bytes() - wholeBytes, read.entries.size());
  return read;
}

std::optional<Json> readFirstEntry(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  LineReader lines(path);
  const auto line = lines.next();
  return line ? entryOf(*line) : std::nullopt;
}

void writeJournal(const std::filesystem::path& path, const std::vector<Json>& entries) {
  std::string text;
  for (const Json& entry : entries) text += lineOf(entry);
  writeFile(path, text);
}

JournalFile::JournalFile(std::filesystem::path path)
    : path_(std::move(path)), file_(open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW)) {
  if (file_ < 0) throw unwritable(path_, errno);
  bytes_ = std::filesystem::file_size(path_);
}

JournalFile::~JournalFile() { close(file_); }

void JournalFile::append(const Json& entry) {
  const std::string line = lineOf(entry);
  if (const int error = writeAll(file_, line)) {
    [[maybe_unused]] const int cut = ftruncate(file_, static_cast<off_t>(bytes_));  // otherwise its end would be torn
    throw unwritable(path_, error);
  }
  bytes_ += line.size();
}

void JournalFile::sync() {
  if (fdatasync(file_) != 0 && errno != EINVAL) throw unwritable(path_, errno);
}

}  // namespace swapcheck
