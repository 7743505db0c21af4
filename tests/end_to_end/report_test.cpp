// What `swapcheck report` makes of a run folder.
#include "sandbox.h"

namespace swapcheck {
namespace {

class Report : public Sandbox {
 protected:
  Report() {
    const ProcessResult result =
        withFaults({"fuzz", "--seed", "1", "--cases", "100", "--strategy", "broken.*", "--out", "run"});
    EXPECT_EQ(result.exitCode, 1);
  }
};

TEST_F(Report, IsWrittenWhereItIsAskedFor) {
  const ProcessResult result = swapcheck({"report", "run", "--out", "other"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(linesOf(result.out), (Words{"other/report.html", "other/summary.md", "other/junit.xml"}));
  for (const std::string& file : linesOf(result.out)) EXPECT_TRUE(holds(read(file), "broken.second-write")) << file;
}

TEST_F(Report, OfTheSameRunIsTheSame) {
  const auto written = everything();
  EXPECT_EQ(swapcheck({"report", "run"}).exitCode, 0);
  EXPECT_EQ(everything(), written);
}

TEST_F(Report, IsJUnitThatItsSchemaTakes) {
  const ProcessResult result = runProcess(
      SWAPCHECK_XMLLINT, {"--noout", "--nonet", "--schema", SWAPCHECK_JUNIT_XSD, "run/junit.xml"}, {folder()});
  EXPECT_EQ(result.exitCode, 0) << result.err;
}

TEST_F(Report, OfARunFromALaterVersionIsRefused) {
  Json run = readJson("run/run.json");
  run["schema"] = 99;
  write("run/run.json", run.dump());
  const ProcessResult result = swapcheck({"report", "run"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(result.err.starts_with("swapcheck: run/run.json: schema: ")) << result.err;
}

TEST_F(Report, AddsTheRunToAHistoryOnce) {
  for (int time = 1; time <= 2; ++time) {
    const ProcessResult result = swapcheck({"report", "run", "--history", "history.db"});
    EXPECT_EQ(result.exitCode, 0) << result.err;
    EXPECT_TRUE(holds(result.out, "history: history.db: ")) << result.out;
  }
  const Json history = Json::parse(swapcheck({"history", "--db", "history.db", "--json"}).out);
  EXPECT_EQ(history["runs"].size(), 1u);
}

constexpr const char* kBench = R"({"context": {"aa_noise": "0.1"}, "benchmarks": [
    {"name": "masked.where/forward/density:0.5/elements:8", "real_time": 1, "items_per_second": 8e9}]})";

TEST_F(Report, ShowsBenchmarksThatTheFolderHolds) {
  write("run/bench.json", kBench);
  EXPECT_EQ(swapcheck({"report", "run"}).exitCode, 0);
  EXPECT_TRUE(holds(read("run/summary.md"), "| masked | forward | 0.5 | 8 |")) << read("run/summary.md");
  EXPECT_TRUE(holds(read("run/summary.md"), "broken.second-write"));
}

TEST_F(Report, OfBenchmarksThatAreDamagedIsRefused) {
  write("run/bench.json", "{");
  std::filesystem::create_directory(folder() / "alone");
  for (const char* content : {"{", "[]"}) {
    write("alone/bench.json", content);
    const ProcessResult result = swapcheck({"report", "alone"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_TRUE(result.err.starts_with("swapcheck: alone/bench.json: ")) << result.err;
    EXPECT_EQ(linesOf(result.err).size(), 1u) << result.err;
    EXPECT_FALSE(std::filesystem::exists(folder() / "alone/report.html"));
  }
  const ProcessResult result = swapcheck({"report", "run"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(result.err.starts_with("swapcheck: run/bench.json: is no JSON: ")) << result.err;
}

TEST_F(Report, OfBenchmarksAloneIsForNoHistory) {
  std::filesystem::create_directory(folder() / "alone");
  write("alone/bench.json", kBench);
  const ProcessResult result = swapcheck({"report", "alone", "--history", "h.db", "--out", "other"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_EQ(result.err, "swapcheck: --history: expected a run whose cases were judged; alone holds benchmarks alone\n");
  EXPECT_FALSE(std::filesystem::exists(folder() / "other"));
  EXPECT_EQ(swapcheck({"report", "alone", "--out", "other"}).exitCode, 0);
  EXPECT_TRUE(holds(read("other/summary.md"), "No cases were judged"));
  EXPECT_EQ(swapcheck({"report", "alone", "alone", "--out", "merged"}).err,
            "swapcheck: alone: expected a run to merge, got benchmarks alone\n");
}

class Shards : public Sandbox {
 protected:
  /// Fuzzes a share, or everything, into a folder.
  void fuzz(const std::string& out, const Words& more) const {
    Words words = {
        "fuzz",       "--seed",        "3",          "--cases",      "100",   "--strategy", "broken.second-write",
        "--strategy", "broken.throws", "--strategy", "masked.where", "--out", out};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(withFaults(words).exitCode, 1);
  }

  void fuzzThreeShards() const {
    for (const char* shard : {"1", "2", "3"}) fuzz(std::string("s") + shard, {"--shard", std::string(shard) + "/3"});
  }

  /// run.json without what the clock and the folder have a say in.
  std::string timeless(const std::string& run) const { return timelessRun(run).dump(1); }
};

TEST_F(Shards, MergeIntoTheRunOfOneMachineWhateverItsJobs) {
  fuzzThreeShards();
  EXPECT_EQ(swapcheck({"report", "s2", "s3", "s1", "--out", "merged"}).exitCode, 1);
  fuzz("one", {"--jobs", "1"});
  fuzz("two", {"--jobs", "2"});
  EXPECT_TRUE(holds(timeless("one"), "broken.second-write--values--bits"));
  EXPECT_EQ(timeless("two"), timeless("one"));
  EXPECT_EQ(timeless("merged"), timeless("one"));
  const Json merged = readJson("merged/run.json");
  for (const Json& failure : merged["failures"]) {
    const std::string file = failure["file"];
    EXPECT_EQ(read("merged/" + file), read("one/" + file));
  }
}

TEST_F(Shards, GetIntoAHistoryAsTheRunOfOneMachine) {
  fuzzThreeShards();
  EXPECT_EQ(swapcheck({"report", "s1", "s2", "s3", "--out", "merged", "--history", "merged.db"}).exitCode, 1);
  fuzz("one", {"--history", "one.db"});
  const auto findings = [this](const std::string& file) {
    Json all = Json::parse(swapcheck({"history", "--db", file, "--json"}).out)["findings"];
    for (Json& finding : all)
      for (const char* time : {"first_seen", "last_seen"}) finding.erase(time);
    return all;
  };
  EXPECT_FALSE(findings("one.db").empty());
  EXPECT_EQ(findings("merged.db"), findings("one.db"));
  const Json runs = Json::parse(swapcheck({"history", "--db", "merged.db", "--json"}).out)["runs"];
  EXPECT_EQ(matching(runs, {{"seed", 3}, {"cases", 100}}).size(), 1u) << runs.dump(1);
}

TEST_F(Shards, ThatAreMissingAreNamed) {
  fuzzThreeShards();
  const ProcessResult result = swapcheck({"report", "s1", "s3", "--out", "merged"});
  EXPECT_TRUE(holds(result.out, "MISSING: shard 2/3\n")) << result.out;
  EXPECT_FALSE(holds(result.out, "MISSING: shard 1/3"));
}

TEST_F(Shards, ThatCannotBeReadAreNamedAndCostTheOthersNothing) {
  fuzzThreeShards();
  write("s2/run.json", "nonsense");
  write("s2/journal.jsonl", "more of it");
  const ProcessResult result = swapcheck({"report", "s1", "s2", "s3", "--out", "merged"});
  EXPECT_EQ(result.exitCode, 1) << result.err;
  EXPECT_TRUE(holds(result.out, "MISSING: shard 2/3\nUNREADABLE: s2/run.json: is no JSON")) << result.out;
  EXPECT_EQ(readJson("merged/run.json")["cases"],
            readJson("s1/run.json")["cases"].get<int64_t>() + readJson("s3/run.json")["cases"].get<int64_t>());
  EXPECT_EQ(swapcheck({"report", "s2", "none", "--out", "other"}).exitCode, 2);
}

TEST_F(Shards, KeepTheBenchmarksOfTheFirstThatHasSome) {
  fuzzThreeShards();
  write("s2/bench.json", kBench);
  write("s3/bench.json", R"({"benchmarks": []})");
  const ProcessResult result = swapcheck({"report", "s3", "s2", "s1", "--out", "merged", "--history", "history.db"});
  EXPECT_EQ(result.exitCode, 1) << result.err;
  EXPECT_TRUE(holds(result.out, "BENCHMARKS: of s2; left out, since medians of different machines do not mix: s3\n"))
      << result.out;
  EXPECT_EQ(readJson("merged/bench.json"), Json::parse(kBench));
  EXPECT_TRUE(holds(read("merged/summary.md"), "| masked | forward | 0.5 | 8 |"));
  const Json runs = Json::parse(swapcheck({"history", "--db", "history.db", "--json"}).out)["runs"];
  EXPECT_EQ(runs.at(0)["bench"].size(), 1u) << runs.dump(1);
}

TEST_F(Shards, KeepBenchmarksThatStandAlone) {
  fuzzThreeShards();
  std::filesystem::create_directory(folder() / "bench");
  write("bench/bench.json", kBench);
  const ProcessResult result = swapcheck({"report", "bench", "s1", "s2", "s3", "--out", "merged"});
  EXPECT_EQ(result.exitCode, 1) << result.err;
  for (const char* word : {"BENCHMARKS: ", "UNREADABLE: ", "MISSING: "}) EXPECT_FALSE(holds(result.out, word)) << word;
  EXPECT_EQ(readJson("merged/bench.json"), Json::parse(kBench));
}

TEST_F(Shards, LoseOnlyBenchmarksThatCannotBeRead) {
  fuzzThreeShards();
  write("s1/bench.json", "{");
  const ProcessResult result = swapcheck({"report", "s1", "s2", "s3", "--out", "merged"});
  EXPECT_TRUE(holds(result.out, "UNREADABLE: s1/bench.json: is no JSON: ")) << result.out;
  EXPECT_FALSE(holds(result.out, "MISSING: ")) << result.out;
  EXPECT_FALSE(std::filesystem::exists(folder() / "merged/bench.json"));
  EXPECT_TRUE(holds(read("merged/summary.md"), "This run measured no throughput."));
}

TEST_F(Shards, DoNotOverwriteBenchmarksWithTheirs) {
  fuzzThreeShards();
  std::filesystem::create_directory(folder() / "merged");
  write("merged/bench.json", kBench);
  write("s1/bench.json", R"({"benchmarks": []})");
  const ProcessResult result = swapcheck({"report", "s1", "s2", "s3", "--out", "merged"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(holds(result.err, "merged: bench.json is there already")) << result.err;
  EXPECT_EQ(readJson("merged/bench.json"), Json::parse(kBench));
}

TEST_F(Shards, OfAnotherCampaignAreRefused) {
  fuzz("s1", {"--shard", "1/2"});
  withFaults({"fuzz", "--seed", "4", "--cases", "40", "--strategy", "broken.throws", "--shard", "2/2", "--out", "s2"});
  const ProcessResult other = swapcheck({"report", "s1", "s2", "--out", "merged"});
  EXPECT_EQ(other.exitCode, 2);
  EXPECT_EQ(other.err, "swapcheck: s1 and s2 are no shards of one campaign: seed: 3, and 4\n");
  const ProcessResult twice = swapcheck({"report", "s1", "s1", "--out", "merged"});
  EXPECT_EQ(twice.exitCode, 2);
  EXPECT_EQ(twice.err, "swapcheck: s1: shard 1/2 is there twice\n");
  EXPECT_EQ(swapcheck({"report", "s1", "s2"}).err, "swapcheck: --out: expected a folder for the merged run\n");
  EXPECT_EQ(swapcheck({"fuzz", "--shard", "4/3"}).err,
            "swapcheck: --shard: expected K/N with K from 1 to N, such as 1/3, got \"4/3\"\n");
}

}  // namespace
}  // namespace swapcheck
