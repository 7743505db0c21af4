#include "harness/runs/saved_sources.h"

#include <fmt/format.h>

#include <fstream>

#include "harness/errors.h"
#include "harness/storage/journal_file.h"
#include "harness/runs/resume.h"
#include "reports/record/run_record.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Of the file's bytes; nothing when it cannot be read, which whoever loads it says better.
std::optional<std::string> checksumOfFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file)) return std::nullopt;
  return checksumOf(std::string(std::istreambuf_iterator<char>(in), {}));
}

void requireUnchanged(const Json& source) {
  const fs::path file = source.at("file").get<std::string>();
  const std::string begun = source.at("crc32");
  const auto now = checksumOfFile(file);
  if (now && *now != begun)
    throw UsageError(fmt::format("{} has changed since the run was begun: expected the file of CRC-32 {}, got {}",
                                 file.string(), begun, *now));
}

std::vector<StrategySource> unchangedSourcesOf(const Json& begin) {
  const std::vector<StrategySource> sources = strategySourcesFromJson(begin);
  for (size_t k = 0; k < sources.size(); ++k) requireUnchanged(begin["sources"][k]);
  return sources;
}

}  // namespace

Json savedSources(const std::vector<StrategySource>& sources) {
  Json saved = Json::array();
  for (const StrategySource& source : sources) {
    saved.push_back(toJson(source));
    saved.back()["crc32"] = checksumOfFile(source.file).value_or("");
  }
  return saved;
}

std::optional<std::vector<StrategySource>> unchangedSourcesIn(const fs::path& folder) {
  const fs::path file = folder / kJournalFile;
  const auto begin = readFirstEntry(file);
  if (!begin || !begin->is_object()) return std::nullopt;
  try {
    return unchangedSourcesOf(*begin);
  } catch (const RunRecordError& error) {
    throw UsageError(fmt::format("{}: {}", file.string(), error.what()));
  } catch (const Json::exception& error) {
    throw UsageError(fmt::format("{}: its first entry is none of a campaign: {}", file.string(), error.what()));
  }
}

}  // namespace swapcheck
