#include "harness/runs/saved_sources.h"

#include <fmt/format.h>

#include <fstream>

#include "harness/storage/journal_file.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

/// Checksum of the file's bytes; nothing when it cannot be read, since loading it gives the better error.
std::optional<std::string> checksumOfFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file)) return std::nullopt;
  return checksumOf(std::string(std::istreambuf_iterator<char>(in), {}));
}

StrategySource sourceFrom(const SavedSource& source) {
  const auto kind = sourceKindNamed(source.kind);
  if (!kind) throw InputError(fmt::format("expected \"plugin\", \"script\" or \"python\", got \"{}\"", source.kind));
  return {*kind, source.file};
}

void requireUnchanged(const StrategySource& source, const std::string& crc32) {
  const fs::path file = codeFileOf(source);
  const auto now = checksumOfFile(file);
  if (now && *now != crc32)
    throw InputError(fmt::format("{} has changed since the run was begun: expected the file of CRC-32 {}, got {}",
                                 file.string(), crc32, *now));
}

}  // namespace

std::vector<SavedSource> savedSourcesOf(const std::vector<StrategySource>& sources) {
  std::vector<SavedSource> saved;
  for (const StrategySource& source : sources)
    saved.push_back({std::string(sourceKindName(source.kind)), source.file.string(),
                     checksumOfFile(codeFileOf(source)).value_or("")});
  return saved;
}

std::vector<StrategySource> sourcesFrom(const std::vector<SavedSource>& saved) {
  std::vector<StrategySource> sources;
  for (const SavedSource& source : saved) sources.push_back(sourceFrom(source));
  return sources;
}

std::optional<std::vector<StrategySource>> unchangedSourcesIn(const fs::path& folder) {
  const fs::path file = folder / kJournalFile;
  const auto entry = readFirstEntry(file);
  if (!entry) return std::nullopt;
  const BeginEntry begin = inFile(file.string(), [&] { return beginEntryFrom(*entry); });
  std::vector<StrategySource> sources = inFile(file.string(), [&] { return sourcesFrom(begin.sources); });
  for (size_t k = 0; k < sources.size(); ++k) requireUnchanged(sources[k], begin.sources[k].crc32);
  return sources;
}

}  // namespace swapcheck
