// What becomes of a campaign with strategies that no process survives.
#include <csignal>
#include <fstream>

#include "sandbox.h"

namespace swapcheck {
namespace {

/// Far more than a right strategy takes; sanitizers remember what was freed.
#ifdef __SANITIZE_ADDRESS__
constexpr int kMemoryMiB = 1200;
#else
constexpr int kMemoryMiB = 400;
#endif
const std::string kMemory = std::to_string(kMemoryMiB) + "M";

class Hostile : public Sandbox {
 protected:
  ProcessResult fuzz(const Words& strategies, const Words& more = {}) const {
    Words words = {"fuzz",   "--seed",   "1",     "--cases", "60", "--case-timeout",
                   timeout_, "--memory", kMemory, "--jobs",  "2"};
    words.insert(words.end(), more.begin(), more.end());
    for (const std::string& strategy : strategies) words.insert(words.end(), {"--strategy", strategy});
    words.insert(words.end(), {"--out", "out"});
    return withHostile(words);
  }

  std::string timeout_ = "5s";

  /// Fuzzes one hostile strategy among right ones, by one property; its only failure.
  Json failureOf(const std::string& strategy) const {
    const ProcessResult result =
        fuzz({strategy, "whole.clone", "masked.where"}, {"--property", "values", "--property", "fresh"});
    EXPECT_EQ(result.exitCode, 1) << result.err;
    const Json run = readJson("out/run.json");
    EXPECT_EQ(run["ended"], "cases");
    for (const char* right : {"whole.clone", "masked.where"})
      for (const Json& verdict : matching(run["verdicts"], {{"strategy", right}})) {
        EXPECT_NE(verdict["verdict"], "falsified") << verdict;
        EXPECT_GT(verdict["cases"], 40) << verdict;
      }
    const Json& a = run["accounting"];
    const int leftOut = run.contains("retired") ? 59 - run["retired"][0]["number"].get<int>() : 0;
    EXPECT_EQ(a["started"], 180 - leftOut);
    EXPECT_EQ(a["started"], a["finished"].get<int>() + a["crashed"].get<int>() + a["hung"].get<int>() +
                                a["out_of_memory"].get<int>() + a["abandoned"].get<int>());
    // LibTorch's own faults apart.
    const Json failures = matching(run["failures"], {{"strategy", strategy}, {"known_reason", ""}});
    EXPECT_GE(failures.size(), 1u);
    return failures.empty() ? Json() : failures[0];
  }

  void expectFailure(const std::string& strategy, const std::string& outcome, const std::string& words) const {
    const Json failure = failureOf(strategy);
    EXPECT_EQ(failure["outcome"], outcome);
    EXPECT_TRUE(holds(failure["message"].get<std::string>(), words)) << failure["message"];
    EXPECT_EQ(failure["case"]["shape"], Json({1, 1, 1}));
    const ProcessResult replayed = withHostile(
        {"replay", "out/" + failure["file"].get<std::string>(), "--case-timeout", timeout_, "--memory", kMemory});
    EXPECT_EQ(replayed.exitCode, 1) << replayed.err;
    const std::string verb = outcome == "crashed" ? "crashes" : outcome == "hung" ? "hangs" : "";
    EXPECT_TRUE(holds(replayed.out, verb + " in the same way") || verb.empty()) << replayed.out;
    EXPECT_TRUE(holds(replayed.out, words)) << replayed.out;
  }
};

TEST_F(Hostile, ASegmentationFaultIsAFinding) {
  expectFailure("hostile.segfaults", "crashed", "was killed by signal 11 (SIGSEGV)");
}

TEST_F(Hostile, AnAbortIsAFinding) { expectFailure("hostile.aborts", "crashed", "was killed by signal 6 (SIGABRT)"); }

TEST_F(Hostile, AnExitWithCode0IsAFinding) { expectFailure("hostile.exits", "crashed", "exited with code 0"); }

TEST_F(Hostile, AnExceptionThatIsNoneIsAFinding) {
  expectFailure("hostile.throws-int", "falsified", "an exception that is no std::exception");
}

TEST_F(Hostile, AnEndlessLoopIsAFinding) {
  timeout_ = "0.5s";
  expectFailure("hostile.hangs", "hung", "it was still busy after 3.00 s");
}

TEST_F(Hostile, MemoryWithoutEndIsAFinding) {
  expectFailure("hostile.eats-memory", "out-of-memory",
                "took more than " + std::to_string(kMemoryMiB) + " MiB of memory");
}

TEST_F(Hostile, ClosedFileDescriptorsAreAFinding) {
  expectFailure("hostile.closes-files", "crashed", "it closed the process's file descriptors");
}

TEST_F(Hostile, AThreadThatCrashesLaterIsAFindingOfTheStrategyThatStartedIt) {
  const Json failure = failureOf("hostile.late-thread");
  EXPECT_EQ(failure["outcome"], "crashed") << failure;
  EXPECT_TRUE(holds(failure["message"].get<std::string>(), "SIGABRT")) << failure["message"];
}

TEST_F(Hostile, AProcessThatAStrategyLeavesEndsWithTheRun) {
  fuzz({"hostile.leaves-a-process", "whole.clone"}, {"--property", "values"});
  std::ifstream file(folder() / "left-behind.txt");
  size_t left = 0;
  for (int process = 0; file >> process; ++left) EXPECT_NE(kill(process, 0), 0) << process;
  EXPECT_GT(left, 0u);
}

TEST_F(Hostile, WhatAStrategyPrintsIsNotInTheOutput) {
  const ProcessResult result = fuzz({"hostile.prints", "whole.clone"}, {"--property", "values"});
  EXPECT_EQ(result.exitCode, 0) << result.out;
  EXPECT_FALSE(holds(result.out, "nonsense"));
  EXPECT_FALSE(holds(result.err, "nonsense"));
}

TEST_F(Hostile, AStrategyThatAlwaysDiesIsStoppedAndReported) {
  const ProcessResult result = fuzz({"hostile.always-aborts", "whole.clone"});
  EXPECT_EQ(result.exitCode, 1);
  const Json run = readJson("out/run.json");
  ASSERT_EQ(run["retired"].size(), 1u);
  EXPECT_EQ(run["retired"][0]["name"], "hostile.always-aborts");
  EXPECT_EQ(run["retired"][0]["deaths"], 12);
  EXPECT_TRUE(holds(result.out, "STOPPED hostile.always-aborts: it ended its process on 12 of 12 cases")) << result.out;
}

const Words kUnmeasurable = {"--strategy", "hostile.odd-bytes", "--strategy", "hostile.always-aborts",
                             "--strategy", "whole.clone"};

class HostileToBench : public Hostile {
 protected:
  /// What bench.json has of them is an error each, and the numbers of the right strategy are all there.
  void expectMeasured() const {
    const Json runs = readJson("out/bench.json")["benchmarks"];
    size_t measured = 0;
    std::map<std::string, std::string> errors;
    for (const Json& run : runs) {
      const std::string name = run["name"];
      const std::string strategy = name.substr(0, name.find('/'));
      if (run.contains("error_message"))
        errors[strategy] = run["error_message"];
      else
        measured += strategy == "whole.clone";
    }
    EXPECT_GT(measured, 3u);
    const std::map<std::string, std::string> expected = {
        {"hostile.always-aborts", "the process was killed by signal 6 (SIGABRT)"},
        {"hostile.odd-bytes", "caf\uFFFD \uFFFD[31m \uFFFD\uFFFD"}};
    EXPECT_EQ(errors, expected);
  }
};

TEST_F(HostileToBench, StrategiesThatThrowOrCrashAreUnmeasuredAndNamed) {
  Words words = {"bench", "--quick", "--out", "out"};
  words.insert(words.end(), kUnmeasurable.begin(), kUnmeasurable.end());
  const ProcessResult result = withHostile(words);
  EXPECT_EQ(result.exitCode, 0) << result.out << result.err;
  expectMeasured();
  EXPECT_TRUE(holds(result.out, "hostile.always-aborts: the process was killed by signal 6 (SIGABRT)")) << result.out;
  EXPECT_TRUE(holds(read("out/report.html"), "hostile.always-aborts: the process was killed by signal 6"))
      << result.out;
}

TEST_F(HostileToBench, NothingThatAStrategySaysCostsANightItsEnd) {
  Words words = {"nightly", "--time", "8s", "--seed", "1", "--out", "out"};
  words.insert(words.end(), kUnmeasurable.begin(), kUnmeasurable.end());
  const ProcessResult result = withHostile(words);
  EXPECT_EQ(result.exitCode, 1) << result.err;
  EXPECT_TRUE(holds(result.out, "report: out/report.html\n")) << result.out;
  expectMeasured();
  EXPECT_EQ(Json::parse(withHostile({"history", "--json"}).out)["runs"].size(), 1u);
  for (const std::string& text : {result.out, read("out/summary.md"), read("out/report.html"), read("out/junit.xml")})
    for (const char* odd : {"\xe9 ", "\x1b", "\u202e", "\u009b"}) EXPECT_FALSE(holds(text, odd)) << text;
}

}  // namespace
}  // namespace swapcheck
