// Campaigns that go on from any entry of their journal.
#include "harness/campaign/journal.h"

#include <ATen/ops/clone.h>
#include <gtest/gtest.h>

#include "harness/campaign/campaign.h"
#include "harness/campaign/described_failures.h"
#include "harness/runs/resume.h"
#include "strategies/error.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

const Strategy kGood{"mine.good", "clones", WholeSwap(exchanged)};
const Strategy kHalves{"mine.halves", "halves of one storage", WholeSwap(exchangedInOneStorage)};
const Strategy kIdle{"mine.idle", "does nothing", WholeSwap(unexchanged)};

struct Deaf : CampaignListener {
  void onProgress(const CampaignProgress&) override {}
  void onFailure(const FailureRecord&) override { ++failures; }
  int failures = 0;
};

CampaignOptions someOptions(int64_t cases = 60) {
  CampaignOptions options;
  options.strategies = {&kGood, &kIdle, &kHalves};
  for (const char* id : {"values", "fresh"}) options.properties.push_back(findProperty(id));
  options.cases = cases;
  return options;
}

class CampaignJournalTest : public testing::Test {
 protected:
  std::filesystem::path path() const { return folder_.path() / kJournalFile; }

  /// Begins the campaign, and stops it when so many cases are done.
  RunRecord begin(const CampaignOptions& options, int64_t cases) {
    return resumeRun(options, newCampaign(options, {}), cases);
  }

  RunRecord resumeRun(const CampaignOptions& options, SavedCampaign saved, int64_t cases = INT64_MAX) {
    CampaignJournal journal(path(), std::move(saved));
    return runCampaign(options, listener_, [left = cases]() mutable { return left-- <= 0; }, journal);
  }

  SavedCampaign saved() const { return savedCampaignIn(folder_.path()).value().saved; }

  /// What the first entries of the journal save.
  SavedCampaign savedBy(size_t count) const {
    SavedCampaign saved;
    const auto entries = readJournal(path()).entries;
    for (size_t k = 0; k < count; ++k) saved.apply(entries.at(k));
    return saved;
  }

  const std::filesystem::path& folder() const { return folder_.path(); }

  CampaignListener& listener() { return listener_; }

  int failuresHeard() const { return listener_.failures; }

 private:
  TemporaryFolder folder_;
  Deaf listener_;
};

std::string timelessText(const RunRecord& record) {
  Json json = toJson(record);
  json.erase("duration_s");
  json.erase("cases_per_s");
  return json.dump(1);
}

TEST_F(CampaignJournalTest, GoneOnWithFromAnyEntryGivesTheSame) {
  const CampaignOptions options = someOptions();
  const std::string whole = timelessText(begin(options, 1000));
  EXPECT_NE(whole.find("mine.idle--values--bits"), std::string::npos);
  const auto entries = readJournal(path()).entries;
  ASSERT_GT(entries.size(), 4u);
  std::vector<SavedCampaign> prefixes;
  for (size_t count = 1; count <= entries.size(); ++count) prefixes.push_back(savedBy(count));
  for (const SavedCampaign& prefix : prefixes)
    EXPECT_EQ(timelessText(resumeRun(options, prefix)), whole) << prefix.progress.place;
}

TEST_F(CampaignJournalTest, StoppedAfterAnyNumberOfCasesGivesTheSame) {
  const CampaignOptions options = someOptions();
  const std::string whole = timelessText(begin(options, 1000));
  for (int64_t cases : {0, 1, 2, 3, 5, 30, 59}) {
    const RunRecord stopped = begin(options, cases);
    EXPECT_EQ(stopped.ended, RunEnd::Signal);
    EXPECT_EQ(stopped.cases, cases);
    EXPECT_EQ(saved().ended, RunEnd::Signal);
    EXPECT_EQ(timelessText(resumeRun(options, saved())), whole) << cases;
    EXPECT_EQ(saved().ended, RunEnd::Cases);
  }
}

TEST_F(CampaignJournalTest, DoesNotShrinkAgainWhatWasShrunk) {
  const CampaignOptions options = someOptions();
  begin(options, 1000);
  const int heard = failuresHeard();
  EXPECT_GT(heard, 0);
  resumeRun(options, saved());
  EXPECT_EQ(failuresHeard(), heard);
}

std::atomic<int> flawedCalls = 0;

TensorPair flawedTwice(const at::Tensor& a, const at::Tensor& b) {
  ++flawedCalls;
  return a.dim() == 0 || a.dim() == 4 ? unexchanged(a, b) : exchanged(a, b);
}

TEST_F(CampaignJournalTest, KeepsOtherMistakesOfARunThatEndsBeforeItComesToThemAgain) {
  const Strategy strategy{"mine.flawed-twice", "flawed twice", WholeSwap(flawedTwice)};
  CampaignOptions options = someOptions(200);
  options.strategies = {&strategy};
  const auto idsAndCounts = [](const std::vector<FailureRecord>& failures) {
    std::map<std::string, int64_t> counts;
    for (const FailureRecord& failure : failures) counts[failure.id] = failure.count;
    return counts;
  };
  const auto whole = idsAndCounts(begin(options, 1000).failures);
  ASSERT_TRUE(whole.contains("mine.flawed-twice--values--bits--2"));
  const Tally tally = restored(saved(), options);
  CampaignJournal journal(folder() / "again.jsonl", saved());
  DescribedFailures described(options, tally, listener(), journal);
  EXPECT_EQ(idsAndCounts(described.take()), whole);
}

TEST_F(CampaignJournalTest, DoesNotSearchAgainForOtherMistakes) {
  const Strategy strategy{"mine.flawed-twice", "flawed twice", WholeSwap(flawedTwice)};
  CampaignOptions options = someOptions(200);
  options.strategies = {&strategy};
  begin(options, 1000);
  flawedCalls = 0;
  resumeRun(options, saved());
  EXPECT_EQ(flawedCalls, 0);
}

TEST_F(CampaignJournalTest, SavesNoSearchBehindAFailureThatItHasNotSavedShrunk) {
  begin(someOptions(), 1000);
  SavedCampaign unshrunk = saved();
  const FailureRecord record = failureRecordFromJson(unshrunk.shrunk.at(0));
  unshrunk.shrunk.erase(0);
  unshrunk.searches.erase(0);
  CampaignJournal journal(path(), unshrunk);
  journal.addSearch(0, 5, std::nullopt);
  EXPECT_FALSE(journal.saved().searches.contains(0));
  journal.addShrunk(0, record);
  journal.addSearch(0, 5, std::nullopt);
  EXPECT_TRUE(journal.saved().searches.contains(0));
}

TEST_F(CampaignJournalTest, CountsTheTimeThatWasSpent) {
  CampaignOptions options = someOptions();
  begin(options, 30);
  SavedCampaign earlier = saved();
  earlier.progress.spentS = 100;
  options.timeS = 99;
  const RunRecord record = resumeRun(options, earlier);
  EXPECT_EQ(record.ended, RunEnd::Time);
  EXPECT_EQ(record.cases, 30);
  EXPECT_GE(record.durationS, 100);
}

TEST_F(CampaignJournalTest, IsMadeAnewBeforeItGrowsLarge) {
  const CampaignOptions options = someOptions();
  begin(options, 1000);
  CampaignJournal journal(path(), saved());
  FailureRecord failure = failureRecordFromJson(saved().shrunk.at(0));
  failure.message.assign(100000, 'x');
  for (int k = 0; k < 100; ++k) journal.addShrunk(0, failure);
  EXPECT_LT(std::filesystem::file_size(path()), uintmax_t{5} << 20);
  EXPECT_EQ(timelessText(resumeRun(options, saved())), timelessText(resumeRun(options, journal.saved())));
}

TEST_F(CampaignJournalTest, OfOtherOptionsIsRefused) {
  begin(someOptions(), 30);
  CampaignOptions other = someOptions();
  other.properties.pop_back();
  EXPECT_EQ(complaintOf<InputError>([&] { resumeRun(other, saved()); }), "other counts than this campaign has");
}

const std::string kNothingSuch =
    "an entry of this journal names a strategy, property or feature that its campaign does not have";

TEST(SavedCampaign, EntriesThatAreNoneAreRefused) {
  SavedCampaign saved;
  const auto complaintAbout = [&](const Json& entry) { return complaintOf<InputError>([&] { saved.apply(entry); }); };
  EXPECT_EQ(complaintAbout({{"kind", "end"}}), "expected it to begin with one entry \"begin\"");
  EXPECT_EQ(complaintAbout(entryOf(BeginEntry())), "");
  EXPECT_EQ(complaintAbout(entryOf(BeginEntry())), "expected it to begin with one entry \"begin\"");
  EXPECT_EQ(complaintAbout({{"kind", "more"}}), "an entry of the unknown kind \"more\"");
  EXPECT_EQ(complaintAbout({{"kind", "progress"}}), "an entry of this journal is none: place: the field is missing");
  Json wrong = entryOf(ProgressEntry());
  wrong["counts"]["accounting"]["hung"] = "no";
  EXPECT_EQ(complaintAbout(wrong),
            "an entry of this journal is none: counts.accounting.hung: expected a whole number, got \"no\"");
}

TEST(SavedCampaign, AJournalOfAnotherFormatIsRefusedInASentence) {
  const auto complaintAbout = [](const Json& begin) {
    SavedCampaign saved;
    return complaintOf<InputError>([&] { saved.apply(begin); });
  };
  EXPECT_EQ(
      complaintAbout({{"kind", "begin"}, {"schema", 1}, {"build", "00000000"}}),
      "expected a journal of format 7, got one of format 1: only the swapcheck that began the run can go on with it");
  Json later = entryOf(BeginEntry());
  later["format"] = kJournalFormat + 1;
  EXPECT_NE(complaintAbout(later).find("got one of format 8"), std::string::npos);
}

TEST(SavedCampaign, EntriesOfImpossibleNumbersAreRefused) {
  const auto complaintAbout = [](const Json& entry) {
    SavedCampaign saved;
    saved.apply(entryOf(BeginEntry()));
    saved.progress.failures.push_back({"mine--values--bits"});
    return complaintOf<InputError>([&] { saved.apply(entry); });
  };
  const auto impossible = [](const std::string& field) {
    return "an entry of this journal has an impossible \"" + field + "\"";
  };
  ProgressEntry progress{1, 1};
  progress.counts.failures = {0};
  EXPECT_EQ(complaintAbout(entryOf(progress)), "");
  const auto changed = [&](auto change) {
    ProgressEntry wrong = progress;
    change(wrong);
    return complaintAbout(entryOf(wrong));
  };
  EXPECT_EQ(changed([](ProgressEntry& p) { p.place = uint64_t{1} << 60; }), impossible("place"));
  EXPECT_EQ(changed([](ProgressEntry& p) { p.spentS = -1; }), impossible("spent_s"));
  EXPECT_EQ(changed([](ProgressEntry& p) { p.counts.failures = {}; }), impossible("failures"));
  EXPECT_EQ(complaintAbout(entryOf(EndEntry{"boredom"})), impossible("ended"));
  FailureRecord record;
  record.id = "mine--values--bits";
  EXPECT_EQ(complaintAbout(entryOf(ShrunkEntry{0, {}, toJson(record)})), "");
  EXPECT_EQ(complaintAbout(entryOf(ShrunkEntry{0, 5, toJson(record)})), "");
  EXPECT_EQ(complaintAbout(entryOf(ShrunkEntry{1, {}, toJson(record)})), impossible("failure"));
  record.id = "../../elsewhere";
  EXPECT_EQ(complaintAbout(entryOf(ShrunkEntry{0, {}, toJson(record)})), impossible("failure"));
  EXPECT_NE(complaintAbout(entryOf(ShrunkEntry{0, {}, {{"id", "mine--values--bits"}}})), "");
  EXPECT_EQ(complaintAbout(entryOf(ShrunkEntry{0, 5, {}})), "");
  record.id = "mine--values--bits--2";
  EXPECT_EQ(complaintAbout(entryOf(ShrunkEntry{0, 5, toJson(record)})), "");
  record.id = "mine--values--bits--3";
  EXPECT_EQ(complaintAbout(entryOf(ShrunkEntry{0, 5, toJson(record)})), impossible("failure"));
}

TEST(SavedCampaign, ADelayedDeathOfOtherOptionsIsRefused) {
  const CampaignOptions options = someOptions();
  const auto complaintAbout = [&](const SavedDelayedDeath& death) {
    SavedCampaign saved;
    saved.progress.delayedDeath = death;
    return complaintOf<InputError>([&] { delayedDeathOf(saved, options); });
  };
  const SavedDelayedDeath right{toJson(Death(Exited{3})), {5, 1}, {{4, 0}, {5, 1}}};
  EXPECT_EQ(complaintAbout(right), "");
  const auto changed = [&](auto change) {
    SavedDelayedDeath wrong = right;
    change(wrong);
    return complaintAbout(wrong);
  };
  EXPECT_EQ(changed([](auto& death) { death.victim = {5, 3}; }), kNothingSuch);
  EXPECT_EQ(changed([](auto& death) { death.judged = {{4, 7}}; }), kNothingSuch);
  EXPECT_EQ(changed([](auto& death) { death.death = "crashed"; }),
            "an entry of this journal is none: end: expected how a process ended, got \"null\"");
  EXPECT_EQ(changed([](auto& death) { death.death["code"] = "x"; }),
            "an entry of this journal is none: code: expected a whole number, got \"x\"");
}

TEST(SavedCampaign, KeepsEveryCountUnderItsName) {
  const CampaignOptions options = someOptions();
  Tally tally(options);
  SavedCampaign saved;
  saved.apply(entryOf(BeginEntry()));
  saved.apply(entryOf(progressSince(saved, {tally, 3, 3, 1.5})));
  EXPECT_EQ(saved.progress.counts, tally.counts());
  EXPECT_EQ(entryOf(saved.progress)["counts"]["verdicts"][3]["cases"], 0);
  EXPECT_EQ(restored(saved, options).counts(), tally.counts());
}

TEST(SavedCampaign, WaitingResultsOfOtherOptionsAreRefused) {
  const CampaignOptions options = someOptions();
  const auto complaintAbout = [&](const CaseResult& result) {
    return complaintOf<InputError>([&] { waitingResultOf(waitingEntryOf(result), options); });
  };
  const std::vector<PropertyResult> said(2);
  EXPECT_EQ(complaintAbout({5, {{Family::Whole, {}, {{1, said}}}}}), "");
  EXPECT_NE(complaintAbout({5, {{Family::Whole, {}, {{3, said}}}}}), "");
  EXPECT_NE(complaintAbout({5, {{Family::Masked, {}, {{1, said}}}}}), "");
  EXPECT_NE(complaintAbout({5, {{Family::Whole, {}, {{1, {}}}}}}), "");
}

}  // namespace
}  // namespace swapcheck
