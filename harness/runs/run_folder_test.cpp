// A run folder is made where it is asked for, and overwrites nothing.
#include "harness/runs/run_folder.h"

#include <gtest/gtest.h>

#include "generators/case/json.h"
#include "harness/storage/failure_file.h"
#include "strategies/error.h"
#include "tests/support/harness.h"
#include "tests/support/regex.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// As long as it lives, relative paths begin at that folder.
class WorkingFolder {
 public:
  explicit WorkingFolder(const fs::path& folder) : before_(fs::current_path()) { fs::current_path(folder); }
  ~WorkingFolder() { fs::current_path(before_); }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;

 private:
  fs::path before_;
};

RunFolder runIn(const fs::path& path) { return RunFolder::create(path, "1", {"run.json"}); }

std::string complaintAbout(const fs::path& path) {
  return complaintOf<InputError>([&] { runIn(path); });
}

RunRecord someRun() {
  RunRecord run;
  run.seed = UINT64_MAX;
  run.cases = 5;
  run.libtorch = "1.13.1";
  run.ended = RunEnd::Cases;
  run.strategies = {{"mine.swap", "a swap", "whole"}};
  run.properties = {{"values", "the right values", ""}};
  run.verdicts = {{"mine.swap", "values", Verdict::Verified, 5, 0, {}}};
  return run;
}

TEST(RunFolder, IsMadeWithTheFoldersAboveIt) {
  const TemporaryFolder folder;
  EXPECT_EQ(runIn(folder.path() / "a" / "b").path(), folder.path() / "a" / "b");
  EXPECT_TRUE(fs::is_directory(folder.path() / "a" / "b"));
}

TEST(RunFolder, MayBeThereAlready) {
  const TemporaryFolder folder;
  fileWith(folder.path() / "notes.txt", "mine");
  EXPECT_EQ(complaintAbout(folder.path()), "");
  EXPECT_EQ(contentOf(folder.path() / "notes.txt"), "mine");
}

TEST(RunFolder, ThatHoldsARunIsRefusedAndLeftAsItWas) {
  const TemporaryFolder folder;
  fileWith(folder.path() / "run.json", "old");
  EXPECT_EQ(complaintAbout(folder.path()),
            "output folder " + folder.path().string() +
                ": run.json is there already, and results are never overwritten: name another folder");
  EXPECT_EQ(contentOf(folder.path() / "run.json"), "old");
}

TEST(RunFolder, ThatAnotherRunWritesIntoIsRefusedUntilThatEnds) {
  const TemporaryFolder folder;
  {
    const RunFolder first = RunFolder::create(folder.path(), "x", {});
    EXPECT_EQ(complaintOf<InputError>([&] { RunFolder::create(folder.path(), "x", {}); }),
              "output folder " + folder.path().string() + ": another run is writing into it");
  }
  RunFolder::create(folder.path(), "x", {});
}

TEST(RunFolder, BelowAFileOrInItsPlaceIsRefused) {
  const TemporaryFolder folder;
  const fs::path file = fileWith(folder.path() / "file", "mine");
  for (const fs::path& path : {file, file / "out"})
    EXPECT_EQ(complaintAbout(path), "output folder " + path.string() + ": cannot be written: Not a directory");
  EXPECT_EQ(contentOf(file), "mine");
}

TEST(RunFolder, ThatNobodyNamedIsNamedAfterTheTimeAndTheSuffix) {
  const TemporaryFolder folder;
  const WorkingFolder here(folder.path());
  const fs::path path = RunFolder::create(std::nullopt, "42", {}).path();
  EXPECT_TRUE(matchesRegex(path.string(), "runs/[0-9]{8}T[0-9]{6}Z-42")) << path;
  EXPECT_TRUE(fs::is_directory(path));
}

TEST(RunFolder, ThatNobodyNamedIsANewOneEveryTime) {
  const TemporaryFolder folder;
  const WorkingFolder here(folder.path());
  std::set<fs::path> paths;
  for (int k = 0; k < 20; ++k) EXPECT_TRUE(paths.insert(RunFolder::create(std::nullopt, "42", {}).path()).second);
}

TEST(RunFolder, KeepsARunThatReadsBackTheSame) {
  const TemporaryFolder folder;
  runIn(folder.path()).writeRun(someRun());
  EXPECT_EQ(toJson(readRun(folder.path())), toJson(someRun()));
}

TEST(RunFolder, KeepsAFailureAsACaseFile) {
  const TemporaryFolder folder;
  FailureRecord failure;
  failure.strategy = "mine.swap";
  failure.swapCase = toJson(wholeCase({2}));
  failure.file = "failures/x.json";
  runIn(folder.path()).writeFailure(failure, someRun());
  EXPECT_EQ(readFailureFile(folder.path() / "failures/x.json").swapCase, wholeCase({2}));
}

TEST(RunFolder, WithoutARunIsNamedByTheFileThatIsMissing) {
  const TemporaryFolder folder;
  EXPECT_EQ(complaintOf<InputError>([&] { readRun(folder.path()); }),
            (folder.path() / "run.json").string() + ": there is no such file");
}

TEST(RunFolder, OfAWrongRunIsNamedByFileAndField) {
  const TemporaryFolder folder;
  Json json = toJson(someRun());
  json["cases"] = "many";
  fileWith(folder.path() / "run.json", json.dump());
  EXPECT_EQ(complaintOf<InputError>([&] { readRun(folder.path()); }),
            (folder.path() / "run.json").string() + ": cases: expected a whole number, got \"many\"");
}

TEST(RunFolder, HasBenchResultsOnceTheyAreWritten) {
  const TemporaryFolder folder;
  EXPECT_FALSE(readBench(folder.path()).has_value());
  runIn(folder.path()).writeBench({{"benchmarks", {{{"name", "mine.swap/forward/elements:8"}}}}});
  const auto bench = readBench(folder.path());
  ASSERT_TRUE(bench.has_value());
  EXPECT_EQ(bench->runs.at(0).name, "mine.swap/forward/elements:8");
}

TEST(RunFolder, WithBrokenBenchResultsIsNamedByTheFile) {
  const TemporaryFolder folder;
  fileWith(folder.path() / "bench.json", "{");
  EXPECT_TRUE(complaintOf<InputError>([&] {
                readBench(folder.path());
              }).starts_with((folder.path() / "bench.json").string() + ": is no JSON: "));
}

TEST(RunFolder, TakesThreeReports) {
  const TemporaryFolder folder;
  writeReports(folder.path(), someRun(), std::nullopt);
  for (const char* file : {"report.html", "summary.md", "junit.xml"})
    EXPECT_NE(contentOf(folder.path() / file).find("mine.swap"), std::string::npos) << file;
}

TEST(RunFolder, TakesThreeReportsOfBenchmarksAlone) {
  const TemporaryFolder folder;
  writeReports(folder.path(), std::nullopt, BenchDocument());
  for (const char* file : {"report.html", "summary.md", "junit.xml"})
    EXPECT_NE(contentOf(folder.path() / file).find("No cases were judged"), std::string::npos) << file;
}

TEST(RunFolder, ThatIsGoneTakesNoReport) {
  EXPECT_THROW(writeReports("nowhere", someRun(), std::nullopt), HarnessError);
}

TEST(UtcNow, IsISO8601InUtc) {
  EXPECT_TRUE(matchesRegex(utcNow(), "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z")) << utcNow();
}

}  // namespace
}  // namespace swapcheck
