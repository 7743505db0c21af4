// What a running process takes of memory, as Linux tells it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace swapcheck {

struct ProcessMemory {
  /// Resident: all its pages, those that it shares included.
  int64_t rssKib = 0;
  /// Resident, each shared page divided by those who share it.
  int64_t pssKib = 0;
  /// Resident pages of its own.
  int64_t privateKib = 0;

  bool operator==(const ProcessMemory&) const = default;
};

/// From the text of /proc/PID/smaps_rollup; nothing where a field is missing.
std::optional<ProcessMemory> parseSmapsRollup(std::string_view text);

/// Of a process; nothing when it has ended.
std::optional<ProcessMemory> memoryOf(pid_t process);

/// The parent that the text of a /proc/PID/stat names; the program's name in it may hold anything.
std::optional<pid_t> parseParent(std::string_view stat);

/// The children of a process that run at this moment, the oldest first.
std::vector<pid_t> childrenOf(pid_t process);

}  // namespace swapcheck
