#include "harness/runs/run_folder.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "harness/storage/failure_file.h"
#include "harness/storage/files.h"
#include "reports/report.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

/// Larger than any real run.json or bench.json.
constexpr uintmax_t kMaxResultBytes = uintmax_t{1} << 28;

/// Texts may come from a strategy's exceptions and hold any bytes: invalid UTF-8 is replaced.
std::string pretty(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

void makeFolder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!error && !fs::is_directory(path)) error = std::make_error_code(std::errc::not_a_directory);
  if (!error && access(path.c_str(), W_OK | X_OK) != 0) error = std::error_code(errno, std::generic_category());
  if (error) throw InputError(fmt::format("output folder {}: cannot be written: {}", path.string(), error.message()));
}

/// Holds an advisory lock on the folder itself, which ends with the process at the latest.
std::shared_ptr<const void> lockFolder(const fs::path& path) {
  const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool locked = folder >= 0 && flock(folder, LOCK_EX | LOCK_NB) == 0;
  const int error = errno;
  const std::shared_ptr<const void> lock(nullptr, [folder](const void*) {
    if (folder >= 0) close(folder);
  });
  if (!locked && error == EWOULDBLOCK)
    throw InputError(fmt::format("output folder {}: another run is writing into it", path.string()));
  return lock;  // a file system without locks does not stop the run
}

fs::path unusedDefault(const std::string& suffix) {
  const fs::path base = fs::path("runs") / fmt::format("{:%Y%m%dT%H%M%SZ}-{}", fmt::gmtime(std::time(nullptr)), suffix);
  fs::path path = base;
  for (int k = 2; fs::exists(path); ++k) path = fmt::format("{}-{}", base.string(), k);
  return path;
}

}  // namespace

RunFolder RunFolder::create(const std::optional<fs::path>& named, const std::string& suffix,
                            const std::vector<const char*>& fresh) {
  const fs::path path = named ? *named : unusedDefault(suffix);
  makeFolder(path);
  std::shared_ptr<const void> lock = lockFolder(path);
  for (const char* file : fresh)
    if (fs::exists(path / file))
      throw InputError(
          fmt::format("output folder {}: {} is there already, and results are never overwritten: name "
                      "another folder",
                      path.string(), file));
  return RunFolder(path, std::move(lock));
}

void RunFolder::writeRun(const RunRecord& run) const { writeFile(path_ / "run.json", pretty(toJson(run))); }

void RunFolder::writeFailure(const FailureRecord& failure, const RunRecord& run) const {
  writeFailureFile(path_ / failure.file, failure, run);
}

void RunFolder::writeBench(const nlohmann::ordered_json& bench) const {
  writeFile(path_ / "bench.json", pretty(bench));
}

RunRecord readRun(const fs::path& folder) {
  const fs::path file = folder / "run.json";
  const auto json = readJsonFile(file, kMaxResultBytes);
  return inFile(file.string(), [&] { return runRecordFromJson(json); });
}

std::optional<nlohmann::ordered_json> readBenchJson(const fs::path& folder) {
  const fs::path file = folder / "bench.json";
  if (!fs::exists(file)) return std::nullopt;
  return readJsonFile(file, kMaxResultBytes);
}

std::optional<BenchDocument> readBench(const fs::path& folder) {
  const auto json = readBenchJson(folder);
  return json ? std::optional(benchDocumentOf(*json)) : std::nullopt;
}

void writeReports(const fs::path& folder, const std::optional<RunRecord>& run,
                  const std::optional<BenchDocument>& bench) {
  const ReportInput input{run, bench};
  writeFile(folder / "report.html", renderHtml(input));
  writeFile(folder / "summary.md", renderMarkdown(input));
  writeFile(folder / "junit.xml", renderJunit(input));
}

std::string utcNow() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

}  // namespace swapcheck
