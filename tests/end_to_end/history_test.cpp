// What nights leave in a history, what it shows, and what a history that cannot be used costs a run.
#include "reports/history/history.h"
#include "generators/case/json.h"
#include "sandbox.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFinding = "broken.second-write--values--bits";

const Words kChosen = {"--seed", "1", "--strategy", "broken.second-write", "--property", "values"};

Words operator+(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// Lines of the text that begin with the words.
Words linesThatBegin(const std::string& text, const std::string& words) {
  Words lines = linesOf(text);
  std::erase_if(lines, [&](const std::string& line) { return !line.starts_with(words); });
  return lines;
}

/// What is on `err` besides progress.
Words complaintsIn(const ProcessResult& result) { return linesThatBegin(result.err, "swapcheck: "); }

class HistoryOfNights : public Sandbox {
 protected:
  ProcessResult night(const std::string& out, const Words& more = {}) const {
    return withFaults(nightWords(out) + more);
  }

  ProcessResult mendedNight(const std::string& out) const { return withFaultsMended(nightWords(out)); }

  /// Finds what a night does in less time, without re-tests and benchmarks.
  ProcessResult fuzz(const std::string& out, const std::string& history = "runs/history.db") const {
    return withFaults(Words{"fuzz", "--cases", "50", "--out", out, "--history", history} + kChosen);
  }

  Json history() const { return Json::parse(swapcheck({"history", "--json"}).out); }

  std::string stateOfFinding() const { return matching(history()["findings"], {{"id", kFinding}}).at(0)["state"]; }

  /// The run finds what it does without a history, and complains of it once, at the end.
  void expectUnharmed(const ProcessResult& result, const std::string& words) const {
    EXPECT_EQ(result.exitCode, 1) << result.err;
    const Words complaints = complaintsIn(result);
    ASSERT_EQ(complaints.size(), 1u) << result.err;
    EXPECT_TRUE(complaints[0].starts_with("swapcheck: history ")) << complaints[0];
    EXPECT_TRUE(holds(complaints[0], words)) << complaints[0];
    EXPECT_TRUE(complaints[0].ends_with("; the run's results are in out and complete")) << complaints[0];
    for (const char* file : {"run.json", "report.html", "summary.md", "junit.xml"})
      EXPECT_TRUE(fs::is_regular_file(folder() / "out" / file)) << file;
    EXPECT_EQ(matching(readJson("out/run.json")["failures"], {{"id", kFinding}}).size(), 1u);
    EXPECT_TRUE(result.out.ends_with("report: out/report.html\n")) << result.out;
    fs::remove_all(folder() / "out");
  }

 private:
  static Words nightWords(const std::string& out) { return Words{"nightly", "--time", "1s", "--out", out} + kChosen; }
};

TEST_F(HistoryOfNights, AFindingIsNewThenOpenThenFixedThenReturned) {
  const ProcessResult first = night("one");
  EXPECT_EQ(first.exitCode, 1);
  EXPECT_TRUE(complaintsIn(first).empty()) << first.err;
  EXPECT_TRUE(holds(first.out, "\nhistory: runs/history.db: 1 new finding\n")) << first.out;
  EXPECT_EQ(stateOfFinding(), "new");

  const ProcessResult second = night("two");
  EXPECT_TRUE(second.out.starts_with(std::string("still failing: ") + kFinding + "\n")) << second.out;
  EXPECT_EQ(stateOfFinding(), "open");
  EXPECT_EQ(readJson("two/run.json")["context"]["still_failing"], kFinding);
  EXPECT_TRUE(holds(read("two/report.html"), "still_failing"));

  const ProcessResult third = mendedNight("three");
  EXPECT_EQ(third.exitCode, 0) << third.out;
  EXPECT_TRUE(third.out.starts_with(std::string("fixed: ") + kFinding + "\n")) << third.out;
  EXPECT_EQ(stateOfFinding(), "fixed");

  const ProcessResult fourth = night("four");
  EXPECT_TRUE(
      holds(fourth.out, std::string("\nRETURNED: ") + kFinding + ": it was fixed, and fails again; first seen "))
      << fourth.out;
  EXPECT_EQ(stateOfFinding(), "returned");
}

TEST_F(HistoryOfNights, AFindingThatOnlyItsSavedCaseShowsIsNoSuccess) {
  RunRecord run;
  run.failures.push_back({.id = "broken.seldom--values--bits",
                          .strategy = "broken.seldom",
                          .property = "values",
                          .check = "bits",
                          .outcome = FailureOutcome::Falsified,
                          .swapCase = toJson(wholeCase({7919}))});
  History::open(folder() / "runs/history.db").addRun(run, "earlier", {}, {});
  const ProcessResult result =
      withFaults({"nightly", "--time", "1s", "--seed", "1", "--strategy", "broken.seldom", "--property", "values"});
  EXPECT_EQ(result.exitCode, 1) << result.err;
  EXPECT_TRUE(result.out.starts_with("still failing: broken.seldom--values--bits\n")) << result.out;
  EXPECT_FALSE(holds(result.out, "FINDING")) << result.out;
}

TEST_F(HistoryOfNights, LeavesOpenWhatCannotBeRetested) {
  fuzz("one");
  const ProcessResult other =
      swapcheck({"nightly", "--time", "1s", "--seed", "1", "--strategy", "whole.clone", "--out", "two"});
  EXPECT_EQ(other.exitCode, 0) << other.out;
  EXPECT_TRUE(other.out.starts_with(std::string("not re-tested: ") + kFinding +
                                    " (there is no strategy \"broken.second-write\" now)\n"))
      << other.out;
  const ProcessResult leftOut =
      withFaults({"nightly", "--time", "1s", "--seed", "1", "--strategy", "whole.clone", "--out", "three"});
  EXPECT_TRUE(
      leftOut.out.starts_with("not re-tested: 1 open finding of strategies or properties that were not chosen\n"))
      << leftOut.out;
  EXPECT_EQ(stateOfFinding(), "new");
}

TEST_F(HistoryOfNights, ShowsRunsAndFindingsInAHundredColumns) {
  fuzz("one");
  fuzz("two");
  const ProcessResult shown = swapcheck({"history"});
  EXPECT_EQ(shown.exitCode, 0) << shown.err;
  for (const std::string& line : linesOf(shown.out)) EXPECT_LE(line.size(), 100u) << line;
  EXPECT_EQ(linesThatBegin(shown.out, "  2").size(), 2u) << shown.out;
  EXPECT_EQ(linesThatBegin(shown.out, "  open ").size(), 1u) << shown.out;
  EXPECT_TRUE(holds(shown.out, std::string("  2  ") + kFinding + "\n")) << shown.out;
  EXPECT_EQ(linesThatBegin(swapcheck({"history", "--runs", "1"}).out, "  2").size(), 1u);
}

TEST_F(HistoryOfNights, ShowsTheSameAsData) {
  night("one");
  const Json run = readJson("one/run.json");
  const Json shown = history();
  ASSERT_EQ(shown["runs"].size(), 1u);
  for (const char* field : {"started_at", "seed", "cases", "libtorch", "device", "command", "ended", "context"})
    EXPECT_EQ(shown["runs"][0][field], run[field]) << field;
  EXPECT_EQ(shown["runs"][0]["folder"], (fs::canonical(folder()) / "one").string());
  EXPECT_EQ(shown["runs"][0]["verdicts"]["falsified"], 1);
  EXPECT_FALSE(shown["runs"][0]["bench"].empty());
  const Json finding = shown["findings"].at(0);
  for (const char* field : {"id", "strategy", "property", "check", "outcome", "message", "case", "count"})
    EXPECT_EQ(finding[field], run["failures"][0][field]) << field;
  EXPECT_EQ(finding["first_seen"], run["started_at"]);
  EXPECT_EQ(finding["last_seen"], run["started_at"]);
}

TEST_F(HistoryOfNights, KeepsAFuzzOnlyWhenAsked) {
  const Words fuzz = {"fuzz", "--seed", "1", "--cases", "20", "--strategy", "whole.clone"};
  EXPECT_EQ(swapcheck(fuzz).exitCode, 0);
  EXPECT_FALSE(fs::exists(folder() / "runs/history.db"));
  Words kept = fuzz;
  kept.insert(kept.end(), {"--history", "deep/er/mine.db"});
  EXPECT_EQ(swapcheck(kept).exitCode, 0);
  EXPECT_EQ(Json::parse(swapcheck({"history", "--db", "deep/er/mine.db", "--json"}).out)["runs"].size(), 1u);
}

TEST_F(HistoryOfNights, IsNotKeptWhenNotWanted) {
  EXPECT_EQ(night("one", {"--no-history"}).exitCode, 1);
  EXPECT_FALSE(fs::exists(folder() / "runs"));
}

TEST_F(HistoryOfNights, ThatIsGarbageCostsANightNothing) {
  fs::create_directory(folder() / "runs");
  write("runs/history.db", std::string(4000, 'g'));
  const ProcessResult result = night("out");
  EXPECT_TRUE(fs::is_regular_file(folder() / "out/bench.json"));
  expectUnharmed(result, "runs/history.db: expected an SQLite database, got something else");
  EXPECT_EQ(read("runs/history.db"), std::string(4000, 'g'));
}

TEST_F(HistoryOfNights, ThatCannotBeUsedCostsAFuzzNothing) {
  fuzz("one");
  write("file", "");
  fs::create_directory(folder() / "folder");
  fs::resize_file(folder() / "runs/history.db", fs::file_size(folder() / "runs/history.db") / 2);
  expectUnharmed(fuzz("out"), "runs/history.db: is damaged");
  expectUnharmed(fuzz("out", "folder"), "folder: expected a regular file, got a folder");
  expectUnharmed(fuzz("out", "file/below/history.db"), "file/below/history.db: ");
  expectUnharmed(fuzz("out", "/proc/history.db"), "/proc/history.db: ");
}

}  // namespace
}  // namespace swapcheck
