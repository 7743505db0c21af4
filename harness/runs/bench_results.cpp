#include "harness/runs/bench_results.h"

#include <fmt/format.h>

#include "harness/runs/resume.h"
#include "harness/runs/run_folder.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

bool holdsRun(const fs::path& folder) {
  std::error_code error;
  const fs::path journal = folder / kJournalFile;
  const bool isBegun = fs::exists(journal, error) && !fs::is_empty(journal, error);
  return isBegun || fs::exists(folder / "run.json", error);
}

}  // namespace

bool holdsBenchAlone(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "bench.json", error) && !holdsRun(folder);
}

std::optional<RunRecord> readRunIfAny(const fs::path& folder, const Catalogue& catalogue) {
  return holdsRun(folder) ? std::optional(readRunOrJournal(folder, catalogue)) : std::nullopt;
}

std::optional<BenchResults> readBenchResults(const fs::path& folder) {
  auto json = readBenchJson(folder);
  if (!json) return std::nullopt;
  BenchResults results{folder.string(), std::move(*json), {}};
  results.document = benchDocumentOf(results.json);
  if (!results.document.problem.empty())
    throw InputError(fmt::format("{}", results.document.problem), {.file = (folder / "bench.json").string()});
  return results;
}

std::string leftOutText(const std::vector<BenchResults>& all) {
  std::string others;
  for (size_t k = 1; k < all.size(); ++k) others += (k == 1 ? "" : ", ") + all[k].folder;
  if (others.empty()) return "";
  return fmt::format("of {}; left out, since medians of different machines do not mix: {}", all.front().folder, others);
}

}  // namespace swapcheck
