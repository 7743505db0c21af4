// Campaigns that are interrupted, by whatever it may be, and gone on with.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <random>

#include "sandbox.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

/// A campaign with findings, known failures, crashes and a strategy that is judged no more.
const Words kOptions = {"--seed",     "5",
                        "--cases",    "150",
                        "--jobs",     "2",
                        "--strategy", "article.where",
                        "--strategy", "masked.where",
                        "--strategy", "hostile.aborts",
                        "--strategy", "hostile.always-aborts"};

/// What it comes to when nothing interrupts it.
struct Whole {
  Json run;
  /// By their names.
  std::map<std::string, Json> caseFiles;
  double seconds = 0;
};

class Resume : public Sandbox {
 protected:
  static Words fuzzWords(const std::string& out, const Words& more = {}) {
    Words words = {"fuzz", "--out", out};
    words.insert(words.end(), kOptions.begin(), kOptions.end());
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  ProcessResult fuzz(const std::string& out, const Words& more = {},
                     const std::optional<KillAfter>& killAfter = std::nullopt) const {
    return withHostile(fuzzWords(out, more), std::nullopt, killAfter);
  }

  /// Runs it undisturbed, once for all tests.
  const Whole& whole() const {
    static const Whole whole = [this] {
      const auto begin = std::chrono::steady_clock::now();
      EXPECT_EQ(fuzz("whole").exitCode, 1);
      Whole made{timelessRun("whole"), {}};
      made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
      for (const Json& failure : made.run["failures"]) made.caseFiles[failure["file"]] = caseIn("whole", failure);
      return made;
    }();
    return whole;
  }

  Json caseIn(const std::string& run, const Json& failure) const {
    return readJson(run + "/" + failure["file"].get<std::string>())["case"];
  }

  void expectWhole(const std::string& run) const {
    EXPECT_EQ(Json::diff(whole().run, timelessRun(run)), Json::array());
    for (const Json& failure : whole().run["failures"])
      EXPECT_EQ(caseIn(run, failure), whole().caseFiles.at(failure["file"])) << failure["file"];
  }

  void interrupt(const std::string& out) const {
    const ProcessResult result =
        withHostile(fuzzWords(out), SignalWhen{SIGTERM, "known failure of article.where: gradient"});
    ASSERT_EQ(result.exitCode, 128 + SIGTERM) << result.err;
  }
};

TEST_F(Resume, AfterKillsAtRandomMomentsGivesTheSameAsAnUndisturbedRun) {
  const double wholeS = whole().seconds;
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("the moments' seed is " + std::to_string(seed));
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> moment(0, wholeS);
  int interrupted = 0;
  for (int round = 0; round < 20; ++round) {
    const std::string out = "killed-" + std::to_string(round);
    const KillAfter killAfter{moment(random), round % 2 == 1};
    SCOPED_TRACE((killAfter.child ? "a worker was killed after " : "killed after ") +
                 std::to_string(killAfter.seconds) + " s of " + std::to_string(wholeS));
    const ProcessResult killed = fuzz(out, {}, killAfter);
    interrupted += killed.exitCode == 128 + SIGKILL;
    EXPECT_TRUE(killed.exitCode == 1 || killed.exitCode == 128 + SIGKILL) << killed.exitCode << killed.err;
    const ProcessResult resumed = fuzz(out, {"--resume"});
    EXPECT_EQ(resumed.exitCode, 1) << resumed.out << resumed.err;
    expectWhole(out);
  }
  EXPECT_GT(interrupted, 3);
}

TEST_F(Resume, AfterASignalGoesOnWithTheSameOptionsWithoutBeingToldThem) {
  interrupt("out");
  EXPECT_EQ(readJson("out/run.json")["ended"], "signal");
  EXPECT_TRUE(fs::exists(folder() / "out/report.html"));
  const int64_t saved = readJson("out/run.json")["cases"];
  EXPECT_LT(saved, 150);
  const ProcessResult resumed = withHostile({"fuzz", "--resume", "--out", "out"});
  EXPECT_EQ(resumed.exitCode, 1) << resumed.err;
  EXPECT_TRUE(resumed.out.starts_with("resumed: ")) << resumed.out;
  expectWhole("out");
}

TEST_F(Resume, OfARunThatNobodyBeganSaysWhatItBegins) {
  const ProcessResult result =
      swapcheck({"fuzz", "--resume", "--cases", "3", "--seed", "8", "--strategy", "whole.clone", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(linesOf(result.out).at(0), "no run has begun in out: this one begins, with seed 8, for 3 cases");
}

TEST_F(Resume, OfARunThatIsCompleteJudgesNothing) {
  EXPECT_EQ(fuzz("out").exitCode, 1);
  const ProcessResult again = fuzz("out", {"--resume"});
  EXPECT_EQ(again.exitCode, 1);
  EXPECT_TRUE(again.out.starts_with("nothing is left to do: 150 cases and ")) << again.out;
}

TEST_F(Resume, WithMoreCasesGivesTheRunOfThatManyCases) {
  Words sixty = fuzzWords("out");
  std::replace(sixty.begin(), sixty.end(), std::string("150"), std::string("60"));
  EXPECT_EQ(withHostile(sixty).exitCode, 1);
  const std::string runOfSixty = read("out/run.json");
  EXPECT_EQ(withHostile({"fuzz", "--resume", "--cases", "150", "--out", "out"}).exitCode, 1);
  expectWhole("out");
  EXPECT_TRUE(withHostile({"fuzz", "--resume", "--out", "out"}).out.starts_with("nothing is left to do: 150 cases"));
  write("out/run.json", runOfSixty);  // as if it had been killed before it could write the new one
  EXPECT_EQ(withHostile({"report", "out", "--out", "report"}).exitCode, 0);
  EXPECT_TRUE(holds(read("report/summary.md"), "Seed `5`, 150 cases in ")) << read("report/summary.md");
}

TEST_F(Resume, BeginsWhatHasNotBegun) {
  EXPECT_EQ(fuzz("new", {"--resume"}).exitCode, 1);
  expectWhole("new");
}

TEST_F(Resume, UsesAJournalWithATornEndUpToItsLastWholeRecord) {
  interrupt("out");
  const std::string journal = read("out/journal.jsonl");
  write("out/journal.jsonl", journal.substr(0, journal.size() - 700));
  const ProcessResult resumed = fuzz("out", {"--resume"});
  EXPECT_EQ(resumed.exitCode, 1);
  EXPECT_TRUE(holds(resumed.out, "are torn or damaged: it is used up to its record ")) << resumed.out;
  EXPECT_EQ(read("out/journal.jsonl.damaged"), journal.substr(0, journal.size() - 700));
  expectWhole("out");
}

TEST_F(Resume, UsesADamagedJournalUpToTheDamage) {
  interrupt("out");
  std::string journal = read("out/journal.jsonl");
  journal[journal.size() / 2] ^= 1;
  write("out/journal.jsonl", journal);
  const ProcessResult resumed = fuzz("out", {"--resume"});
  EXPECT_TRUE(holds(resumed.out, "are torn or damaged")) << resumed.out;
  expectWhole("out");
}

TEST_F(Resume, AJournalOfAnEarlierFormatIsRefusedInASentenceAndItsRunIsStillReported) {
  ASSERT_EQ(fuzz("out").exitCode, 1);
  write("earlier.py", R"(
import re, zlib
first, rest = open("out/journal.jsonl").read().split("\n", 1)
entry = re.sub(r'"format":\d+', '"schema":1', first[first.index('"entry":') + 8:-1])
open("out/journal.jsonl", "w").write('{"crc32":"%08x","entry":%s}\n' % (zlib.crc32(entry.encode()), entry) + rest)
)");
  ASSERT_EQ(runProcess("/usr/bin/env", {"python3", "earlier.py"}, {folder()}).exitCode, 0);
  const std::string journal = read("out/journal.jsonl");
  const ProcessResult resumed = fuzz("out", {"--resume"});
  EXPECT_EQ(resumed.exitCode, 2);
  EXPECT_TRUE(resumed.err.starts_with("swapcheck: out/journal.jsonl: expected a journal of format ")) << resumed.err;
  EXPECT_TRUE(resumed.err.ends_with(", got one of format 1: only the swapcheck that began the run can go on with it\n"))
      << resumed.err;
  EXPECT_EQ(read("out/journal.jsonl"), journal);
  EXPECT_EQ(swapcheck({"report", "out", "--out", "report"}).exitCode, 0);
  EXPECT_TRUE(fs::exists(folder() / "report/report.html"));
}

TEST_F(Resume, AFullDiskEndsTheRunWithExitCode3AndAJournalThatCanBeGoneOnWith) {
  std::string words;
  for (const std::string& word : fuzzWords("out")) words += " '" + word + "'";
  // No file may be larger than 48 KiB: to whoever writes, it is as if the disk were full.
  const ProcessResult full =
      runProcess("/bin/bash", {"-c", "ulimit -f 48; exec " SWAPCHECK_WITH_FAULTS_PROGRAM + words},
                 {folder(), {{"SWAPCHECK_TEST_HOSTILE", "1"}}});
  EXPECT_EQ(full.exitCode, 3) << full.out;
  EXPECT_TRUE(holds(full.err,
                    "swapcheck: out/journal.jsonl: cannot be written: File too large; what was done is "
                    "saved: --resume goes on with it when that is mended\n"))
      << full.err;
  const ProcessResult resumed = fuzz("out", {"--resume"});
  EXPECT_EQ(resumed.exitCode, 1) << resumed.err;
  EXPECT_TRUE(resumed.out.starts_with("resumed: ")) << resumed.out;
  EXPECT_FALSE(holds(resumed.out, "damaged"));
  expectWhole("out");
}

TEST_F(Resume, RefusesOptionsThatTheRunWasNotBegunWith) {
  interrupt("out");
  const auto before = everything();
  const auto complaint = [&](const Words& more) {
    Words words = {"fuzz", "--resume", "--out", "out"};
    words.insert(words.end(), more.begin(), more.end());
    const ProcessResult result = withHostile(words);
    EXPECT_EQ(result.exitCode, 2);
    return result.err;
  };
  const std::string begun = ": the run in out was begun with another one: leave it out, or name another folder\n";
  EXPECT_EQ(complaint({"--seed", "6"}), "swapcheck: --seed" + begun);
  EXPECT_EQ(complaint({"--shard", "1/2"}), "swapcheck: --shard" + begun);
  EXPECT_EQ(complaint({"--strategy", "masked.where"}), "swapcheck: --strategy" + begun);
  EXPECT_EQ(complaint({"--property", "values"}), "swapcheck: --property" + begun);
  EXPECT_EQ(complaint({"--cases", "1"}), "swapcheck: --cases: the run in out has judged more cases already\n");
  EXPECT_EQ(withHostile({"fuzz", "--resume"}).err,
            "swapcheck: --resume: expected --out DIR, the folder of the run to go on with\n");
  EXPECT_TRUE(everything() == before);
}

TEST_F(Resume, RefusesWhatIsNoJournal) {
  fs::create_directories(folder() / "out");
  write("out/journal.jsonl", "nonsense\n");
  EXPECT_EQ(fuzz("out", {"--resume"}).err,
            "swapcheck: out/journal.jsonl: its first entry is damaged, or it is no journal: nothing can be gone on "
            "with\n");
  fs::remove(folder() / "out/journal.jsonl");
  fs::create_directories(folder() / "out/journal.jsonl/inside");
  EXPECT_EQ(fuzz("out", {"--resume"}).err, "swapcheck: out/journal.jsonl: expected a regular file\n");
  EXPECT_EQ(withHostile({"report", "out"}).err, "swapcheck: out/journal.jsonl: expected a regular file\n");
  fs::remove_all(folder() / "out/journal.jsonl");
  write("out/run.json", "{}");
  EXPECT_EQ(fuzz("out", {"--resume"}).err,
            "swapcheck: out: holds a run without journal.jsonl: it cannot be gone on with\n");
  EXPECT_EQ(read("out/run.json"), "{}");
}

TEST_F(Resume, AKilledRunIsReportedByItsJournal) {
  const ProcessResult killed =
      withHostile(fuzzWords("s1", {"--shard", "1/2"}), SignalWhen{SIGKILL, "known failure of article.where: gradient"});
  ASSERT_EQ(killed.exitCode, 128 + SIGKILL);
  EXPECT_FALSE(fs::exists(folder() / "s1/run.json"));
  EXPECT_EQ(fuzz("s2", {"--shard", "2/2"}).exitCode, 1);
  const ProcessResult merged = withHostile({"report", "s1", "s2", "--out", "merged"});
  EXPECT_EQ(merged.exitCode, 1) << merged.err;
  write("s1/journal.jsonl", read("s1/journal.jsonl") + "torn");
  EXPECT_TRUE(
      holds(withHostile({"report", "s1", "--out", "damaged"}).out, "DAMAGED: s1/journal.jsonl: its last 4 bytes"));
  EXPECT_TRUE(holds(merged.out, "UNFINISHED: s1 (shard 1/2): it was killed, or is still running\n")) << merged.out;
  const Json run = readJson("merged/run.json");
  EXPECT_GT(run["cases"], readJson("s2/run.json")["cases"]);
  EXPECT_LT(run["cases"], 150);
  EXPECT_EQ(fuzz("s1", {"--shard", "1/2", "--resume"}).exitCode, 1);
  EXPECT_EQ(withHostile({"report", "s1", "s2", "--out", "whole-merged"}).exitCode, 1);
  EXPECT_EQ(Json::diff(whole().run, timelessRun("whole-merged")), Json::array());
}

}  // namespace
}  // namespace swapcheck
