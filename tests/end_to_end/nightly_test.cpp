// The main job, the sweep, and what a signal leaves of a run.
#include <algorithm>
#include <csignal>

#include "sandbox.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

using Nightly = Sandbox;
using Bench = Sandbox;
using Signal = Sandbox;

std::vector<std::string> benchmarksIn(const Json& bench) {
  std::vector<std::string> names;
  for (const Json& run : bench.at("benchmarks")) names.push_back(run.at("name"));
  return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

TEST_F(Nightly, FuzzesBenchmarksAndReports) {
  const ProcessResult result = swapcheck({"nightly", "--time", "4s", "--seed", "1", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.out << result.err;
  EXPECT_TRUE(isOnlyProgress(result.err)) << result.err;
  EXPECT_TRUE(holds(result.out, "report: out/report.html\n")) << result.out;
  for (const char* file : {"run.json", "bench.json", "report.html", "summary.md", "junit.xml"})
    EXPECT_TRUE(fs::is_regular_file(folder() / "out" / file)) << file;
  EXPECT_FALSE(fs::is_empty(folder() / "out" / "failures"));
  EXPECT_EQ(readJson("out/run.json")["ended"], "time");
  EXPECT_TRUE(readJson("out/bench.json")["benchmarks"].is_array());
}

TEST_F(Nightly, ShowsTheBenchmarksInItsReport) {
  const ProcessResult result =
      swapcheck({"nightly", "--time", "8s", "--seed", "1", "--strategy", "masked.where", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.out << result.err;
  const auto names = benchmarksIn(readJson("out/bench.json"));
  for (const char* name :
       {"masked.where/forward/density:0.5/elements:1024", "masked.where/forward+backward/density:0.5/elements:1024"}) {
    EXPECT_TRUE(has(names, name)) << name;
  }
  EXPECT_TRUE(holds(read("out/report.html"), "density 0.5"));
}

TEST_F(Bench, WritesGoogleBenchmarksJson) {
  const ProcessResult result = swapcheck({"bench", "--quick", "--strategy", "whole.clone", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_TRUE(holds(result.out, "whole forward, ")) << result.out;
  EXPECT_TRUE(holds(result.out, "  whole.clone  ")) << result.out;
  EXPECT_TRUE(result.out.ends_with("results: out/bench.json\nreport: out/report.html\n")) << result.out;
  EXPECT_TRUE(isOnlyProgress(result.err)) << result.err;
  const Json bench = readJson("out/bench.json");
  EXPECT_TRUE(bench["context"].contains("libtorch"));
  EXPECT_TRUE(has(benchmarksIn(bench), "whole.clone/forward/elements:1024"));
}

TEST_F(Bench, ReportsByItselfThatNoCasesWereJudged) {
  EXPECT_EQ(swapcheck({"bench", "--quick", "--strategy", "article.where", "--out", "out"}).exitCode, 0);
  EXPECT_FALSE(fs::exists(folder() / "out/run.json"));
  for (const char* file : {"out/report.html", "out/summary.md", "out/junit.xml"}) {
    EXPECT_TRUE(holds(read(file), "No cases were judged")) << file;
    EXPECT_FALSE(holds(read(file), "as documented")) << file;
  }
  EXPECT_TRUE(holds(read("out/summary.md"), "| masked | forward | 0.5 |")) << read("out/summary.md");
  const auto written = everything();
  const ProcessResult again = swapcheck({"report", "out"});
  EXPECT_EQ(again.exitCode, 0) << again.err;
  EXPECT_EQ(linesOf(again.out), (Words{"out/report.html", "out/summary.md", "out/junit.xml"}));
  EXPECT_EQ(everything(), written);
  const ProcessResult schema = runProcess(
      SWAPCHECK_XMLLINT, {"--noout", "--nonet", "--schema", SWAPCHECK_JUNIT_XSD, "out/junit.xml"}, {folder()});
  EXPECT_EQ(schema.exitCode, 0) << schema.err;
}

TEST_F(Bench, OfAFolderWithARunReportsBoth) {
  EXPECT_EQ(swapcheck({"fuzz", "--seed", "1", "--cases", "20", "--strategy", "whole.clone", "--out", "out"}).exitCode,
            0);
  EXPECT_TRUE(holds(read("out/report.html"), "This run measured no throughput."));
  const ProcessResult result = swapcheck({"bench", "--quick", "--strategy", "whole.clone", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  for (const char* words : {"Everything is as documented", "at the largest size"})
    EXPECT_TRUE(holds(read("out/report.html"), words)) << words;
  EXPECT_FALSE(holds(read("out/report.html"), "No cases were judged"));
}

TEST_F(Bench, IsNotRunBesideARunThatCannotBeRead) {
  fs::create_directory(folder() / "out");
  write("out/run.json", "nonsense");
  const ProcessResult result = swapcheck({"bench", "--quick", "--strategy", "whole.clone", "--out", "out"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(result.err.starts_with("swapcheck: out/run.json: is no JSON: ")) << result.err;
  EXPECT_FALSE(fs::exists(folder() / "out/bench.json"));
}

TEST_F(Signal, InterruptsAFuzzThatHasFoundSomething) {
  const ProcessResult result = swapcheck({"fuzz", "--seed", "1", "--time", "1h", "--out", "out"},
                                         SignalWhen{SIGINT, "known failure of article.where: gradient"});
  EXPECT_EQ(result.exitCode, 128 + SIGINT) << result.err;
  const Json run = readJson("out/run.json");
  EXPECT_EQ(run["ended"], "signal");
  EXPECT_FALSE(run["failures"].empty());
  EXPECT_TRUE(holds(result.out, "report: out/report.html\n")) << result.out;
  for (const char* file : {"report.html", "summary.md", "junit.xml"})
    EXPECT_TRUE(fs::is_regular_file(folder() / "out" / file)) << file;
}

TEST_F(Signal, ThatComesTwiceAtOnceIsOne) {
  const ProcessResult result = swapcheck({"fuzz", "--seed", "1", "--time", "1h", "--out", "out"},
                                         SignalWhen{SIGTERM, "known failure of article.where: gradient", true});
  EXPECT_EQ(result.exitCode, 128 + SIGTERM) << result.err;
  EXPECT_EQ(readJson("out/run.json")["ended"], "signal");
  EXPECT_TRUE(fs::is_regular_file(folder() / "out/report.html"));
}

TEST_F(Signal, TerminatesAFuzzAfterItsProgressWasShown) {
  const ProcessResult result =
      swapcheck({"fuzz", "--seed", "1", "--time", "1h", "--strategy", "whole.clone", "--out", "out"},
                SignalWhen{SIGTERM, " findings, "});
  EXPECT_EQ(result.exitCode, 128 + SIGTERM) << result.err;
  EXPECT_EQ(readJson("out/run.json")["ended"], "signal");
  EXPECT_TRUE(fs::is_regular_file(folder() / "out/report.html"));
  EXPECT_TRUE(holds(result.err, " findings, ")) << result.err;
  EXPECT_TRUE(isOnlyProgress(result.err)) << result.err;
  EXPECT_FALSE(holds(result.out, " findings, ")) << result.out;
}

TEST_F(Signal, DuringTheFuzzOfANightlyLeavesTheBenchmarksOut) {
  const ProcessResult result = swapcheck({"nightly", "--seed", "1", "--time", "1h", "--out", "out"},
                                         SignalWhen{SIGTERM, "known failure of article.where: gradient"});
  EXPECT_EQ(result.exitCode, 128 + SIGTERM) << result.err;
  EXPECT_EQ(readJson("out/run.json")["ended"], "signal");
  EXPECT_TRUE(fs::is_regular_file(folder() / "out/report.html"));
  EXPECT_FALSE(fs::exists(folder() / "out/bench.json"));
  const int64_t cases = readJson("out/run.json")["cases"];
  const ProcessResult resumed = swapcheck({"nightly", "--resume", "--time", "6s", "--strategy", "*", "--out", "out"});
  EXPECT_EQ(resumed.exitCode, 0) << resumed.out << resumed.err;
  EXPECT_TRUE(resumed.out.starts_with("resumed: ")) << resumed.out;
  EXPECT_EQ(readJson("out/run.json")["ended"], "time");
  EXPECT_GE(readJson("out/run.json")["cases"], cases);
  EXPECT_TRUE(fs::is_regular_file(folder() / "out/bench.json"));
  const Json history = Json::parse(swapcheck({"history", "--json"}).out)["runs"];
  EXPECT_EQ(history.size(), 1u) << history;
}

}  // namespace
}  // namespace swapcheck
