// An append-only file of JSON entries, one per line, each with a checksum.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace swapcheck {

/// File name of a run folder's journal.
inline constexpr const char* kJournalFile = "journal.jsonl";

/// CRC-32 of a text, as 8 hexadecimal digits.
std::string checksumOf(std::string_view text);

/// The intact part of a journal file.
struct JournalEntries {
  std::vector<nlohmann::ordered_json> entries;
  /// One sentence when a torn or damaged part follows, else empty.
  std::string damage;
};

/// Reads the entries before anything torn or damaged. Throws InputError when the file cannot be read.
JournalEntries readJournal(const std::filesystem::path& path);

/// The first entry; nothing when there is no such file, or its first entry is torn or damaged.
std::optional<nlohmann::ordered_json> readFirstEntry(const std::filesystem::path& path);

/// Replaces the file atomically. Throws HarnessError.
void writeJournal(const std::filesystem::path& path, const std::vector<nlohmann::ordered_json>& entries);

/// Appends to an existing journal file.
class JournalFile {
 public:
  /// All members throw HarnessError.
  explicit JournalFile(std::filesystem::path path);
  ~JournalFile();
  JournalFile(const JournalFile&) = delete;
  JournalFile& operator=(const JournalFile&) = delete;

  /// When there is no room for the entry, the file is left as it was.
  void append(const nlohmann::ordered_json& entry);

  /// Makes what was appended survive a power failure.
  void sync();

  uint64_t bytes() const { return bytes_; }

 private:
  std::filesystem::path path_;
  int file_;
  uint64_t bytes_ = 0;
};

}  // namespace swapcheck
