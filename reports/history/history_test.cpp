// What a history knows after some nights.
#include "reports/history/history.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/sample_record.h"
#include "tests/support/temporary_folder.h"

namespace swapcheck {
namespace {

using enum FindingState;

FailureRecord failure(const std::string& id, FailureOutcome outcome = FailureOutcome::Falsified, int64_t count = 1) {
  FailureRecord record;
  record.id = id;
  record.strategy = "masked.blend";
  record.property = "values";
  record.check = "bits";
  record.outcome = outcome;
  record.message = "expected 1, got 2";
  record.swapCase = {{"schema", 2}, {"of", id}};
  record.count = count;
  return record;
}

/// Day `day` of January.
std::string dayOf(int day) {
  return "2026-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T02:00:00Z";
}

class HistoryTest : public testing::Test {
 protected:
  /// A night on the next day.
  HistoryUpdate night(const std::vector<FailureRecord>& failures, const std::vector<Retest>& retests = {}) {
    RunRecord run = cleanRun();
    run.startedAt = dayOf(++day_);
    run.failures = failures;
    return history_.addRun(run, "runs/night", retests, {});
  }

  SavedFinding finding(const std::string& id) const {
    for (const SavedFinding& one : history_.findings())
      if (one.id == id) return one;
    ADD_FAILURE() << "there is no finding " << id;
    return {};
  }

  FindingState state(const std::string& id = "x") const { return finding(id).state; }

  std::vector<std::string> idsOf(const std::vector<SavedFinding>& findings) const {
    std::vector<std::string> ids;
    for (const SavedFinding& one : findings) ids.push_back(one.id);
    return ids;
  }

  const TemporaryFolder folder_;
  History history_ = History::open(folder_.path() / "runs/history.db");
  int day_ = 0;
};

TEST_F(HistoryTest, FollowsAFindingFromNewToOpenToFixedToReturned) {
  night({failure("x")});
  EXPECT_EQ(state(), New);
  night({failure("x")}, {{"x", Sighting::Failed, ""}});
  EXPECT_EQ(state(), Open);
  night({}, {{"x", Sighting::Passed, ""}});
  EXPECT_EQ(state(), Fixed);
  night({});
  EXPECT_EQ(state(), Fixed);
  night({failure("x")});
  EXPECT_EQ(state(), Returned);
  night({failure("x")});
  EXPECT_EQ(state(), Open);
}

TEST_F(HistoryTest, LeavesAFindingOpenThatIsNeitherMetNorRetested) {
  night({failure("x")});
  night({failure("x")});
  night({failure("y")}, {{"x", Sighting::None, "there was no time"}});
  EXPECT_EQ(state("x"), Open);
  EXPECT_EQ(state("y"), New);
}

TEST_F(HistoryTest, KeepsAFindingOpenWhoseCasePassesButThatAnotherCaseMeets) {
  night({failure("x")});
  const HistoryUpdate update = night({failure("x")}, {{"x", Sighting::Passed, ""}});
  EXPECT_EQ(state(), Open);
  EXPECT_FALSE(update.changes.at(0).isReturn());
}

TEST_F(HistoryTest, CallsAFindingFlakyThatFailsNotEveryTime) {
  night({failure("x--flaky", FailureOutcome::Flaky), failure("y")});
  EXPECT_EQ(state("x--flaky"), Flaky);
  night({}, {{"y", Sighting::Unstable, ""}});
  EXPECT_EQ(state("y"), Flaky);
}

TEST_F(HistoryTest, SaysWhatARunChanged) {
  night({failure("x"), failure("y")});
  night({}, {{"x", Sighting::Passed, ""}});
  const HistoryUpdate update = night({failure("x"), failure("z")});
  ASSERT_EQ(update.changes.size(), 2u);
  EXPECT_EQ(update.changes[0].id, "x");
  EXPECT_EQ(update.changes[0].before, Fixed);
  EXPECT_EQ(update.changes[0].after, Returned);
  EXPECT_EQ(update.changes[0].firstSeen, dayOf(1));
  EXPECT_TRUE(update.changes[0].isReturn());
  EXPECT_EQ(update.changes[1].before, std::nullopt);
  EXPECT_EQ(update.changes[1].firstSeen, dayOf(3));
  EXPECT_FALSE(update.changes[1].isReturn());
}

TEST_F(HistoryTest, AFixedFindingThatFailsNowAndThenHasReturnedToo) {
  night({failure("x")});
  night({}, {{"x", Sighting::Passed, ""}});
  EXPECT_TRUE(night({}, {{"x", Sighting::Unstable, ""}}).changes.at(0).isReturn());
}

TEST_F(HistoryTest, CountsCasesAndRunsThatFailedAndWhenTheyDid) {
  night({failure("x", FailureOutcome::Falsified, 5)});
  night({}, {{"x", Sighting::Failed, ""}});
  night({failure("x", FailureOutcome::Falsified, 7)});
  night({}, {{"x", Sighting::Passed, ""}});
  const SavedFinding x = finding("x");
  EXPECT_EQ(x.count, 12);
  EXPECT_EQ(x.runs, 3);
  EXPECT_EQ(x.firstSeen, dayOf(1));
  EXPECT_EQ(x.lastSeen, dayOf(3));
}

TEST_F(HistoryTest, KeepsTheCaseThatStillFailsAndElseTheLatest) {
  FailureRecord later = failure("x");
  later.swapCase["of"] = "later";
  later.message = "expected 3, got 4";
  night({failure("x")});
  EXPECT_EQ(finding("x").swapCase, failure("x").swapCase);
  night({later}, {{"x", Sighting::Failed, ""}});
  EXPECT_EQ(finding("x").message, failure("x").message);
  night({later}, {{"x", Sighting::Passed, ""}});
  EXPECT_EQ(finding("x").swapCase, later.swapCase);
  EXPECT_EQ(finding("x").message, later.message);
}

TEST_F(HistoryTest, TakesNoKnownFailureForAFinding) {
  FailureRecord known = failure("x");
  known.knownReason = "declared";
  EXPECT_TRUE(night({known}).changes.empty());
  EXPECT_TRUE(history_.findings().empty());
}

TEST_F(HistoryTest, PassesOverTheRetestOfAFindingThatItDoesNotHold) {
  EXPECT_TRUE(night({}, {{"gone", Sighting::Failed, ""}}).changes.empty());
  EXPECT_TRUE(history_.findings().empty());
}

TEST_F(HistoryTest, AddsARunOnce) {
  RunRecord run = sampleRun();
  EXPECT_TRUE(history_.addRun(run, "runs/a", {}, {}).added);
  const auto before = history_.findings();
  const HistoryUpdate again = history_.addRun(run, "runs/a", {{before[0].id, Sighting::Passed, ""}}, {});
  EXPECT_FALSE(again.added);
  EXPECT_TRUE(again.changes.empty());
  EXPECT_EQ(history_.runs(9).size(), 1u);
  EXPECT_EQ(history_.findings()[0].state, New);
  EXPECT_EQ(history_.findings()[0].count, before[0].count);
  EXPECT_TRUE(history_.addRun(run, "runs/b", {}, {}).added);
  run.startedAt = dayOf(30);
  EXPECT_TRUE(history_.addRun(run, "runs/a", {}, {}).added);
  EXPECT_EQ(history_.runs(9).size(), 3u);
}

TEST_F(HistoryTest, ARunThatHasGoneOnTakesItsOwnPlace) {
  night({failure("x")});
  RunRecord run = cleanRun();
  run.startedAt = dayOf(2);
  run.ended = RunEnd::Signal;
  run.failures = {failure("x", FailureOutcome::Falsified, 2), failure("y")};
  EXPECT_TRUE(history_.addRun(run, "runs/a", {}, {}).added);
  run.ended = RunEnd::Cases;
  run.cases += 100;
  run.failures = {failure("x", FailureOutcome::Falsified, 5), failure("z")};
  const HistoryUpdate update = history_.addRun(run, "runs/a", {}, {{"whole.clone/64", 1, 2}});
  EXPECT_TRUE(update.added);
  EXPECT_EQ(history_.runs(9).size(), 2u);
  EXPECT_EQ(history_.runs(9)[0].cases, run.cases);
  EXPECT_EQ(idsOf(history_.findings()), (std::vector<std::string>{"z", "x"}));
  EXPECT_EQ(finding("x").count, 6);
  EXPECT_EQ(finding("x").runs, 2);
  EXPECT_EQ(state("x"), Open);
  EXPECT_EQ(finding("z").firstSeen, dayOf(2));
}

TEST_F(HistoryTest, KeepsARunWithItsContextAndVerdicts) {
  RunRecord run = sampleRun();
  run.seed = UINT64_MAX;
  history_.addRun(run, "runs/a", {}, {});
  const SavedRun saved = history_.runs(1).at(0);
  EXPECT_EQ(saved.folder, "runs/a");
  EXPECT_EQ(saved.seed, UINT64_MAX);
  EXPECT_EQ(saved.startedAt, run.startedAt);
  EXPECT_EQ(saved.cases, run.cases);
  EXPECT_DOUBLE_EQ(saved.durationS, run.durationS);
  EXPECT_EQ(saved.libtorch, run.libtorch);
  EXPECT_EQ(saved.command, run.command);
  EXPECT_EQ(saved.ended, runEndName(*run.ended));
  EXPECT_EQ(saved.context, run.context);
  for (const auto& [verdict, count] : saved.verdicts)
    EXPECT_EQ(count, std::count_if(run.verdicts.begin(), run.verdicts.end(),
                                   [verdict = verdict](const auto& cell) { return cell.verdict == verdict; }))
        << verdictName(verdict);
  EXPECT_EQ(saved.verdicts.size(), 5u);
}

TEST_F(HistoryTest, ShowsTheLatestRunsFirst) {
  for (int k = 0; k < 3; ++k) night({});
  const auto runs = history_.runs(2);
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].startedAt, dayOf(3));
  EXPECT_EQ(runs[1].startedAt, dayOf(2));
}

TEST_F(HistoryTest, KeepsTheMediansOfARun) {
  RunRecord run = sampleRun();
  history_.addRun(run, "runs/a", {}, {{"b", 2, 20}, {"a", 1, 10}});
  const auto medians = history_.runs(1).at(0).medians;
  ASSERT_EQ(medians.size(), 2u);
  EXPECT_EQ(medians[0].name, "a");
  EXPECT_EQ(medians[0].realTimeNs, 1);
  EXPECT_EQ(medians[1].itemsPerSecond, 20);
}

TEST_F(HistoryTest, ShowsTheLoudestFindingsFirst) {
  night({failure("fixed"), failure("open"), failure("returned"), failure("a-flaky", FailureOutcome::Flaky)});
  night({failure("open")}, {{"fixed", Sighting::Passed, ""}, {"returned", Sighting::Passed, ""}});
  night({failure("returned"), failure("new")});
  EXPECT_EQ(idsOf(history_.findings()), (std::vector<std::string>{"returned", "new", "open", "a-flaky", "fixed"}));
}

TEST_F(HistoryTest, RetestsOpenFindingsFirstAndThoseThatWaitedLongest) {
  night({failure("a"), failure("b"), failure("c"), failure("fixed")});
  night({}, {{"a", Sighting::Failed, ""}, {"fixed", Sighting::Passed, ""}});
  EXPECT_EQ(idsOf(history_.corpus()), (std::vector<std::string>{"b", "c", "a", "fixed"}));
  night({}, {{"b", Sighting::Failed, ""}});
  EXPECT_EQ(idsOf(history_.corpus()), (std::vector<std::string>{"c", "a", "b", "fixed"}));
}

TEST_F(HistoryTest, TakesTextThatIsHostileToSqlAndToJson) {
  FailureRecord hostile = failure("x'); DROP TABLE runs; --\"");
  hostile.message = std::string("nul \0 and \xff", 11);
  hostile.swapCase["of"] = "\xff\xfe";
  night({hostile});
  EXPECT_EQ(finding(hostile.id).message, hostile.message);
  EXPECT_EQ(finding(hostile.id).swapCase["schema"], 2);
  EXPECT_EQ(history_.runs(9).size(), 1u);
}

}  // namespace
}  // namespace swapcheck
