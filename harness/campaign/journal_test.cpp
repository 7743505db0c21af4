// Campaigns that go on from any entry of their journal.
#include "harness/campaign/journal.h"

#include <ATen/ops/clone.h>
#include <gtest/gtest.h>

#include "harness/campaign/campaign.h"
#include "harness/runs/resume.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

const Strategy kGood{"mine.good", "clones", WholeSwap(exchanged)};
const Strategy kIdle{"mine.idle", "does nothing", WholeSwap(unexchanged)};

struct Deaf : CampaignListener {
  void onProgress(const CampaignProgress&) override {}
  void onFailure(const FailureRecord&) override { ++failures; }
  int failures = 0;
};

CampaignOptions someOptions(int64_t cases = 60) {
  CampaignOptions options;
  options.strategies = {&kGood, &kIdle};
  for (const char* id : {"values", "fresh"}) options.properties.push_back(findProperty(id));
  options.cases = cases;
  return options;
}

class CampaignJournalTest : public testing::Test {
 protected:
  std::filesystem::path path() const { return folder_.path() / kJournalFile; }

  /// Begins the campaign, and stops it when so many cases are done.
  RunRecord begin(const CampaignOptions& options, int64_t cases) {
    return goOn(options, newCampaign(options, {}), cases);
  }

  RunRecord goOn(const CampaignOptions& options, SavedCampaign saved, int64_t cases = INT64_MAX) {
    CampaignJournal journal(path(), std::move(saved));
    return runCampaign(
        options, listener_, [left = cases]() mutable { return left-- <= 0; }, journal);
  }

  SavedCampaign saved() const { return savedCampaignIn(folder_.path()).value().saved; }

  /// What the first entries of the journal save.
  SavedCampaign savedBy(size_t count) const {
    SavedCampaign saved;
    const auto entries = readJournal(path()).entries;
    for (size_t k = 0; k < count; ++k) saved.apply(entries.at(k));
    return saved;
  }

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
  for (const SavedCampaign& prefix : prefixes) EXPECT_EQ(timelessText(goOn(options, prefix)), whole) << prefix.place;
}

TEST_F(CampaignJournalTest, StoppedAfterAnyNumberOfCasesGivesTheSame) {
  const CampaignOptions options = someOptions();
  const std::string whole = timelessText(begin(options, 1000));
  for (int64_t cases : {0, 1, 2, 3, 5, 30, 59}) {
    const RunRecord stopped = begin(options, cases);
    EXPECT_EQ(stopped.ended, "signal");
    EXPECT_EQ(stopped.cases, cases);
    EXPECT_EQ(saved().ended, "signal");
    EXPECT_EQ(timelessText(goOn(options, saved())), whole) << cases;
    EXPECT_EQ(saved().ended, "cases");
  }
}

TEST_F(CampaignJournalTest, DoesNotShrinkAgainWhatWasShrunk) {
  const CampaignOptions options = someOptions();
  begin(options, 1000);
  const int heard = failuresHeard();
  EXPECT_GT(heard, 0);
  goOn(options, saved());
  EXPECT_EQ(failuresHeard(), heard);
}

TEST_F(CampaignJournalTest, CountsTheTimeThatWasSpent) {
  CampaignOptions options = someOptions();
  begin(options, 30);
  SavedCampaign earlier = saved();
  earlier.spentS = 100;
  options.timeS = 99;
  const RunRecord record = goOn(options, earlier);
  EXPECT_EQ(record.ended, "time");
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
  EXPECT_EQ(timelessText(goOn(options, saved())), timelessText(goOn(options, journal.saved())));
}

TEST_F(CampaignJournalTest, OfOtherOptionsIsRefused) {
  begin(someOptions(), 30);
  CampaignOptions other = someOptions();
  other.properties.pop_back();
  EXPECT_EQ(complaintOf<JournalError>([&] { goOn(other, saved()); }), "other counts than this campaign has");
}

TEST(SavedCampaign, EntriesThatAreNoneAreRefused) {
  SavedCampaign saved;
  EXPECT_EQ(complaintOf<JournalError>([&] {
              saved.apply({{"kind", "end"}});
            }),
            "expected it to begin with one entry \"begin\"");
  saved.apply({{"kind", "begin"}});
  EXPECT_EQ(complaintOf<JournalError>([&] {
              saved.apply({{"kind", "more"}});
            }),
            "an entry of the unknown kind \"more\"");
  EXPECT_NE(complaintOf<JournalError>([&] {
              saved.apply({{"kind", "progress"}});
            }).find("counters"),
            std::string::npos);
  const Json outside = {{"kind", "progress"}, {"place", 1},      {"number", 1}, {"spent_s", 0},
                        {"counters", 2},      {"added", {5, 1}}, {"met", {}},   {"retired", {}}};
  EXPECT_EQ(complaintOf<JournalError>([&] { saved.apply(outside); }),
            "an entry of this journal speaks of what there is not");
}

TEST(SavedCampaign, EntriesOfImpossibleNumbersAreRefused) {
  const auto complaintAbout = [](const Json& entry) {
    SavedCampaign saved;
    saved.apply({{"kind", "begin"}});
    saved.met.push_back({{"id", "mine--values--bits"}});
    return complaintOf<JournalError>([&] { saved.apply(entry); });
  };
  const std::string nothingSuch = "an entry of this journal speaks of what there is not";
  Json progress = {{"kind", "progress"},   {"place", 1},
                   {"number", 1},          {"spent_s", 0},
                   {"counters", 2},        {"added", Json::array()},
                   {"met", Json::array()}, {"retired", Json::array()}};
  EXPECT_EQ(complaintAbout(progress), "");
  for (const auto& [field, value] : std::vector<std::pair<std::string, Json>>{
           {"counters", 1000000000000}, {"counters", -1}, {"place", uint64_t{1} << 60}, {"spent_s", -1}}) {
    Json wrong = progress;
    wrong[field] = value;
    EXPECT_EQ(complaintAbout(wrong), nothingSuch) << field;
  }
  EXPECT_EQ(complaintAbout({{"kind", "shrunk"}, {"failure", 1}, {"record", {{"id", "mine--values--bits"}}}}),
            nothingSuch);
  EXPECT_EQ(complaintAbout({{"kind", "shrunk"}, {"failure", 0}, {"record", {{"id", "../../elsewhere"}}}}), nothingSuch);
  EXPECT_NE(complaintAbout({{"kind", "shrunk"}, {"failure", 0}, {"record", {{"id", "mine--values--bits"}}}}), "");
}

TEST(SavedCampaign, ALateDeathOfOtherOptionsIsRefused) {
  const CampaignOptions options = someOptions();
  const auto complaintAbout = [&](const Json& late) {
    SavedCampaign saved;
    saved.lateDeath = late;
    return complaintOf<JournalError>([&] { lateDeathOf(saved, options); });
  };
  const Json right = {{"death", "crashed"}, {"message", "m"}, {"victim", {5, 1}}, {"judged", {{4, 0}, {5, 1}}}};
  EXPECT_EQ(complaintAbout(right), "");
  for (const auto& [field, value] : std::vector<std::pair<std::string, Json>>{
           {"death", "falsified"}, {"victim", {5, 2}}, {"judged", {{4, 7}}}, {"judged", {4}}, {"message", 3}}) {
    Json wrong = right;
    wrong[field] = value;
    EXPECT_NE(complaintAbout(wrong), "") << wrong;
  }
}

TEST(SavedCampaign, WaitingResultsOfOtherOptionsAreRefused) {
  const CampaignOptions options = someOptions();
  const auto complaintAbout = [&](const CaseResult& result) {
    return complaintOf<JournalError>([&] { caseResultFromJson(toJson(result), options); });
  };
  const std::vector<PropertyResult> said(2);
  EXPECT_EQ(complaintAbout({5, {{Family::Whole, {}, {{1, said}}}}}), "");
  EXPECT_NE(complaintAbout({5, {{Family::Whole, {}, {{2, said}}}}}), "");
  EXPECT_NE(complaintAbout({5, {{Family::Masked, {}, {{1, said}}}}}), "");
  EXPECT_NE(complaintAbout({5, {{Family::Whole, {}, {{1, {}}}}}}), "");
}

}  // namespace
}  // namespace swapcheck
