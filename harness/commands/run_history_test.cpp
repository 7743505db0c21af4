// The history beside one run: what is re-tested, kept and said.
#include "harness/commands/run_history.h"

#include <ATen/ops/clone.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "generators/case/json.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

constexpr double kPlenty = 60;

class RunHistoryTest : public testing::Test {
 protected:
  RunHistoryTest() {
    catalogue_.add({"mine.wrong", "", WholeSwap(unexchanged)});
    catalogue_.add({"mine.right", "", WholeSwap(exchanged)});
    catalogue_.add({"mine.other", "", WholeSwap(exchanged)});
    for (const char* name : {"mine.wrong", "mine.right"}) chosen_.strategies.push_back(catalogue_.find(name));
    chosen_.properties = {findProperty("values")};
  }

  /// A history with a new finding of each of these strategies.
  void remember(const std::vector<std::string>& strategies) const {
    RunRecord run;
    run.startedAt = "2026-01-01T02:00:00Z";
    for (const std::string& strategy : strategies)
      run.failures.push_back({.id = strategy + "--values--bits",
                              .strategy = strategy,
                              .property = "values",
                              .check = "bits",
                              .outcome = FailureOutcome::Falsified,
                              .swapCase = toJson(wholeCase({2}))});
    History::open(file_).addRun(run, "first", {}, {});
  }

  /// A night of which only the re-tests are real.
  RunHistory night(double budgetS = kPlenty) {
    RunHistory history(file_, context_);
    history.retest(chosen_, budgetS);
    RunRecord run;
    run.startedAt = "2026-01-02T02:00:00Z";
    history.add(run, "out", std::nullopt);
    return history;
  }

  const TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "history.db";
  Catalogue catalogue_;
  CampaignOptions chosen_;
  std::ostringstream out_;
  std::ostringstream err_;
  bool stop_ = false;
  const CommandContext context_{catalogue_, out_, err_, false, [this] { return stop_; }, "swapcheck nightly"};
};

TEST_F(RunHistoryTest, RetestsEveryFindingAndKeepsWhatCameOut) {
  remember({"mine.right", "mine.wrong"});
  EXPECT_EQ(night().stillFailing(), (std::vector<std::string>{"mine.wrong--values--bits"}));
  EXPECT_EQ(out_.str(), "fixed: mine.right--values--bits\nstill failing: mine.wrong--values--bits\nhistory: " +
                            file_.string() + ": 1 open, 1 fixed findings\n");
  EXPECT_EQ(err_.str(), "");
}

TEST_F(RunHistoryTest, IsLoudAboutAFixedFindingWhoseCaseFailsAgain) {
  remember({"mine.wrong"});
  RunRecord mended;
  mended.startedAt = "2026-01-01T22:00:00Z";
  History::open(file_).addRun(mended, "mended", {{"mine.wrong--values--bits", Sighting::Passed, ""}}, {});
  EXPECT_EQ(night().stillFailing().size(), 1u);
  EXPECT_EQ(out_.str(),
            "fails again: mine.wrong--values--bits\n"
            "RETURNED: mine.wrong--values--bits: it was fixed, and fails again; first seen on 2026-01-01\nhistory: " +
                file_.string() + ": 1 returned finding\n");
}

TEST_F(RunHistoryTest, RetestsNothingThatWasNotChosen) {
  remember({"mine.other"});
  night();
  EXPECT_EQ(out_.str(), "not re-tested: 1 open finding of strategies or properties that were not chosen\nhistory: " +
                            file_.string() + ": 1 new finding\n");
}

TEST_F(RunHistoryTest, RetestsNothingWhenTheTimeForItIsOver) {
  remember({"mine.right", "mine.wrong"});
  EXPECT_TRUE(night(0).stillFailing().empty());
  EXPECT_EQ(out_.str(), "not re-tested: 2 open findings, since the time for that, 0.00 s, was over\nhistory: " +
                            file_.string() + ": 2 new findings\n");
}

TEST_F(RunHistoryTest, RetestsNothingMoreWhenAskedToStop) {
  remember({"mine.right"});
  stop_ = true;
  night();
  EXPECT_EQ(out_.str(), "history: " + file_.string() + ": 1 new finding\n");
}

TEST_F(RunHistoryTest, BeginsOnTheFirstNight) {
  night();
  EXPECT_EQ(out_.str(), "history: " + file_.string() + ": no findings\n");
  EXPECT_EQ(err_.str(), "");
  EXPECT_EQ(History::openToRead(file_).runs(9).size(), 1u);
}

TEST_F(RunHistoryTest, ComplainsOnceWhenItCannotBeUsed) {
  fileWith(file_, "garbage that is no database");
  night();
  EXPECT_EQ(out_.str(), "");
  EXPECT_EQ(err_.str(), "swapcheck: history " + file_.string() +
                            ": expected an SQLite database, got something else; move it away to begin anew (file is "
                            "not a database); the run's results are in out and complete\n");
}

TEST_F(RunHistoryTest, ComplainsOnceOfALinkToItself) {
  std::filesystem::create_symlink("history.db", file_);
  night();
  const std::string err = err_.str();
  EXPECT_TRUE(err.starts_with("swapcheck: history " + file_.string() + ": cannot be opened: ")) << err;
  EXPECT_EQ(std::ranges::count(err, '\n'), 1) << err;
}

TEST_F(RunHistoryTest, KeepsARunWhoseRetestsItCouldNotServe) {
  fileWith(file_, "garbage that is no database");
  RunHistory history(file_, context_);
  history.retest(chosen_, kPlenty);
  std::filesystem::remove(file_);
  history.add(RunRecord(), "out", std::nullopt);
  EXPECT_EQ(History::openToRead(file_).runs(9).size(), 1u);
  EXPECT_TRUE(err_.str().ends_with("; so no finding was re-tested\n")) << err_.str();
}

}  // namespace
}  // namespace swapcheck
