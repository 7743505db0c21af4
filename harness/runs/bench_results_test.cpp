// Benchmarks are found in run folders, with a run and without.
#include "harness/runs/bench_results.h"

#include <gtest/gtest.h>

#include "harness/runs/resume.h"
#include "harness/runs/run_folder.h"
#include "harness/storage/journal_file.h"
#include "strategies/error.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBench = R"({"benchmarks": [{"name": "mine.swap/forward/elements:8"}]})";

TEST(BenchResults, AreAloneWhereNothingWasJudgedOrBegun) {
  const TemporaryFolder folder;
  EXPECT_FALSE(holdsBenchAlone(folder.path()));
  EXPECT_FALSE(holdsBenchAlone(folder.path() / "missing"));
  fileWith(folder.path() / "bench.json", kBench);
  EXPECT_TRUE(holdsBenchAlone(folder.path()));
  fileWith(folder.path() / kJournalFile, "");
  EXPECT_TRUE(holdsBenchAlone(folder.path()));
  fileWith(folder.path() / kJournalFile, "begun");
  EXPECT_FALSE(holdsBenchAlone(folder.path()));
}

TEST(BenchResults, StandBesideARun) {
  const TemporaryFolder folder;
  const Catalogue none;
  fileWith(folder.path() / "bench.json", kBench);
  EXPECT_FALSE(readRunIfAny(folder.path(), none).has_value());
  RunRecord run;
  run.seed = 7;
  RunFolder::create(folder.path(), "x", {}).writeRun(run);
  EXPECT_FALSE(holdsBenchAlone(folder.path()));
  const auto read = readRunIfAny(folder.path(), none);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->seed, 7u);
}

TEST(BenchResults, AreReadAsTheyAre) {
  const TemporaryFolder folder;
  EXPECT_FALSE(readBenchResults(folder.path()).has_value());
  fileWith(folder.path() / "bench.json", kBench);
  const auto results = readBenchResults(folder.path());
  ASSERT_TRUE(results.has_value());
  EXPECT_EQ(results->folder, folder.path());
  EXPECT_EQ(results->json, nlohmann::ordered_json::parse(kBench));
  EXPECT_EQ(results->document.runs.at(0).name, "mine.swap/forward/elements:8");
}

TEST(BenchResults, ThatAreNoneAreRefusedByTheFile) {
  const TemporaryFolder folder;
  const std::string file = fileWith(folder.path() / "bench.json", "{}").string();
  EXPECT_EQ(complaintOf<InputError>([&] { readBenchResults(folder.path()); }),
            file + ": the file is not Google Benchmark's: it has no array \"benchmarks\"");
}

TEST(BenchResults, OfSeveralMachinesAreNamedWhereTheyAreLeftOut) {
  EXPECT_EQ(leftOutText({}), "");
  EXPECT_EQ(leftOutText({{"a", {}, {}}}), "");
  EXPECT_EQ(leftOutText({{"a", {}, {}}, {"b", {}, {}}, {"c", {}, {}}}),
            "of a; left out, since medians of different machines do not mix: b, c");
}

}  // namespace
}  // namespace swapcheck
