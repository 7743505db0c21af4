#include "process_memory.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "harness/processes/remaining_text.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& file) {
  std::ifstream in(file);
  return remainingText(in);
}

/// The whole number that a text begins with, after spaces.
std::optional<int64_t> numberIn(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

/// The number behind "\nName:".
std::optional<int64_t> fieldOf(std::string_view text, std::string_view name) {
  const std::string label = fmt::format("\n{}:", name);
  const size_t at = text.find(label);
  return at == std::string_view::npos ? std::nullopt : numberIn(text.substr(at + label.size()));
}

}  // namespace

std::optional<ProcessMemory> parseSmapsRollup(std::string_view text) {
  const auto rss = fieldOf(text, "Rss"), pss = fieldOf(text, "Pss"), clean = fieldOf(text, "Private_Clean"),
             dirty = fieldOf(text, "Private_Dirty");
  if (!rss || !pss || !clean || !dirty) return std::nullopt;
  return ProcessMemory{*rss, *pss, *clean + *dirty};
}

std::optional<ProcessMemory> memoryOf(pid_t process) {
  return parseSmapsRollup(contentOf(fmt::format("/proc/{}/smaps_rollup", process)));
}

std::optional<pid_t> parseParent(std::string_view stat) {
  const size_t nameEnd = stat.rfind(')');  // then " S 123 ..."
  if (nameEnd == std::string_view::npos || stat.size() < nameEnd + 4) return std::nullopt;
  const auto parent = numberIn(stat.substr(nameEnd + 4));
  return parent ? std::optional(static_cast<pid_t>(*parent)) : std::nullopt;
}

std::vector<pid_t> childrenOf(pid_t process) {
  std::vector<pid_t> children;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const auto pid = numberIn(entry.path().filename().string());
    if (pid && parseParent(contentOf(entry.path() / "stat")) == process) children.push_back(static_cast<pid_t>(*pid));
  }
  return children;
}

}  // namespace swapcheck
