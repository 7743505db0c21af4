// A file of JSON entries, one a line, each with a checksum, that is only ever appended to.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace swapcheck {

/// What a run folder's journal is called.
inline constexpr const char* kJournalFile = "journal.jsonl";

/// CRC-32 of a text, as 8 hexadecimal digits.
std::string checksumOf(std::string_view text);

/// What a journal file holds, as far as it is whole.
struct JournalEntries {
  std::vector<nlohmann::ordered_json> entries;
  /// One sentence when something follows that is torn or damaged, else empty.
  std::string damage;
};

/// Reads up to the last whole entry before anything torn or damaged. Throws InputError when the file cannot be read.
JournalEntries readJournal(const std::filesystem::path& path);

/// The first entry; nothing when there is no such file, or its first entry is torn or damaged.
std::optional<nlohmann::ordered_json> readFirstEntry(const std::filesystem::path& path);

/// Makes the file anew, whole or not at all. Throws HarnessError.
void writeJournal(const std::filesystem::path& path, const std::vector<nlohmann::ordered_json>& entries);

/// Appends to a journal file that is there.
class JournalFile {
 public:
  /// Throws HarnessError, as the other calls do.
  explicit JournalFile(std::filesystem::path path);
  ~JournalFile();
  JournalFile(const JournalFile&) = delete;
  JournalFile& operator=(const JournalFile&) = delete;

  /// An entry that finds no room leaves the file as it was.
  void append(const nlohmann::ordered_json& entry);

  /// From now on what was appended outlives a failure of the machine.
  void sync();

  uint64_t bytes() const { return bytes_; }

 private:
  std::filesystem::path path_;
  int file_;
  uint64_t bytes_ = 0;
};

}  // namespace swapcheck
