#include "reports/record/run_record.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "strategies/error.h"
#include "tests/support/sample_record.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

std::string complaintAbout(const Json& json) {
  try {
    runRecordFromJson(json);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(RunRecordJson, ComesBackTheSameFromItsText) {
  const Json written = toJson(sampleRun());
  EXPECT_EQ(toJson(runRecordFromJson(Json::parse(written.dump()))), written);
}

TEST(RunRecordJson, WritesNonFiniteNumbersAsStringsAndReadsThemBack) {
  RunRecord run = sampleRun();
  run.durationS = std::numeric_limits<double>::infinity();
  run.casesPerS = std::numeric_limits<double>::quiet_NaN();
  const Json written = toJson(run);
  EXPECT_EQ(written["duration_s"], "inf");
  EXPECT_EQ(written["cases_per_s"], "nan");
  const RunRecord read = runRecordFromJson(written);
  EXPECT_EQ(read.durationS, run.durationS);
  EXPECT_TRUE(std::isnan(read.casesPerS));
}

TEST(RunRecordJson, PassesOverFieldsThatItDoesNotKnow) {
  Json json = toJson(sampleRun());
  json["more"] = 1;
  json["verdicts"][0]["more"] = 2;
  EXPECT_EQ(complaintAbout(json), "no complaint");
}

TEST(RunRecordJson, OfAnEarlierVersionHasNoPairsAndRequiresEveryFeature) {
  RunRecord run = sampleRun();
  for (FeatureCount& feature : run.coverage) feature.required = false;
  Json json = toJson(run);
  EXPECT_FALSE(runRecordFromJson(json).coverage.front().required);
  EXPECT_EQ(runRecordFromJson(json).pairs->seen, 4207);
  json["coverage"].erase("pairs");
  for (Json& feature : json["coverage"]["features"]) feature.erase("required");
  const RunRecord read = runRecordFromJson(json);
  EXPECT_FALSE(read.pairs.has_value());
  ASSERT_EQ(read.coverage.size(), run.coverage.size());
  for (const FeatureCount& feature : read.coverage) EXPECT_TRUE(feature.required) << feature.name;
}

TEST(RunRecordJson, SaysThatALaterVersionWroteIt) {
  Json json = toJson(sampleRun());
  json["schema"] = kRunSchema + 1;
  EXPECT_EQ(complaintAbout(json),
            "schema: a later version of swapcheck wrote this run (schema 2); this one reads schemas up to 1");
}

TEST(RunRecordJson, EveryFieldOfTheRecordIsRequiredAndNamedWhenMissing) {
  Json whole = toJson(sampleRun());
  whole.erase("notes");  // a run without any has no such field
  for (const auto& [name, value] : whole.items()) {
    Json json = whole;
    json.erase(name);
    EXPECT_EQ(complaintAbout(json), name + ": the field is missing");
  }
}

TEST(RunRecordJson, EveryFieldOfAFailureIsRequiredAndNamedWhenMissing) {
  const Json whole = toJson(sampleRun());
  for (const auto& [name, value] : whole["failures"][2].items()) {
    Json json = whole;
    json["failures"][2].erase(name);
    EXPECT_EQ(complaintAbout(json), "failures[2]." + name + ": the field is missing");
  }
}

struct Malformed {
  const char* pointer;
  Json value;
  /// How the complaint begins.
  const char* complaint;
};

TEST(RunRecordJson, AMalformedFieldNamesItself) {
  const std::vector<Malformed> all = {
      {"/seed", -1, "seed: expected a whole number that is not negative, got -1"},
      {"/cases", "many", "cases: expected a whole number, got \"many\""},
      {"/duration_s", "long", "duration_s: expected a number, or \"inf\", \"-inf\" or \"nan\", got \"long\""},
      {"/context/threads", 2, "context.threads: expected a string, got 2"},
      {"/strategies/1/name", Json(), "strategies[1].name: expected a string, got null"},
      {"/verdicts/3", Json::array(), "verdicts[3]: expected an object, got "},
      {"/verdicts/3/verdict", "fine",
       "verdicts[3].verdict: expected one of \"verified\", \"falsified\", \"known-failure\", \"stale-known-failure\", "
       "\"not-run\", \"unsupported\", got \"fine\""},
      {"/verdicts/4/known/0/stale", 1, "verdicts[4].known[0].stale: expected true or false, got 1"},
      {"/failures/0/outcome", "sad",
       "failures[0].outcome: expected one of \"falsified\", \"flaky\", \"crashed\", \"hung\", \"out-of-memory\", got "
       "\"sad\""},
      {"/failures/0/shrink/to", -6, "failures[0].shrink.to: expected a whole number that is not negative, got -6"},
      {"/failures/0/grids/1/shape/0", -1,
       "failures[0].grids[1].shape[0]: expected a whole number that is not negative, got -1"},
      {"/failures/0/grids/1/cells/2", 3, "failures[0].grids[1].cells[2]: expected a string, got 3"},
      {"/coverage/features", Json::object(), "coverage.features: expected an array, got "},
      {"/coverage/features/0/cases", 1.5, "coverage.features[0].cases: expected a whole number, got 1.5"},
      {"/coverage/features/0/required", "no", "coverage.features[0].required: expected true or false, got \"no\""},
      {"/coverage/pairs", 7, "coverage.pairs: expected an object, got 7"},
      {"/coverage/pairs/seen", -1, "coverage.pairs.seen: expected a whole number that is not negative, got -1"},
      {"/coverage/pairs/unseen/1", 5, "coverage.pairs.unseen[1]: expected a string, got 5"}};
  for (const auto& [pointer, value, complaint] : all) {
    Json json = toJson(sampleRun());
    json[Json::json_pointer(pointer)] = value;
    EXPECT_TRUE(complaintAbout(json).starts_with(complaint)) << complaintAbout(json);
  }
}

TEST(RunRecordJson, IsAnObject) {
  EXPECT_TRUE(complaintAbout(Json::array()).starts_with("the document: expected an object"));
}

TEST(RunRecord, AStaleKnownFailureIsAFinding) {
  RunRecord run = cleanRun();
  EXPECT_FALSE(hasFinding(run));
  run.verdicts[0].known.push_back({.reason = "r", .when = "w", .upstream = "", .met = 100, .failed = 0, .stale = true});
  EXPECT_TRUE(hasFinding(run));
}

TEST(RunRecord, AFailureIsAFindingUnlessAKnownFailureCoversIt) {
  RunRecord run = cleanRun();
  run.failures.push_back(sampleRun().failures.back());
  EXPECT_FALSE(hasFinding(run));
  run.failures.back().knownReason = "";
  EXPECT_TRUE(hasFinding(run));
}

TEST(RunRecord, AFlakyFailureIsAFindingInACleanMatrix) {
  RunRecord run = cleanRun();
  run.failures.push_back(sampleRun().failures.front());
  run.failures.back().outcome = FailureOutcome::Flaky;
  EXPECT_TRUE(hasFinding(runRecordFromJson(toJson(run))));
}

TEST(MissedFeatures, AreTheRequiredOnesThatNoCaseHad) {
  RunRecord run;
  run.coverage = {{"rank.0", "", 1, true}, {"rank.1", "", 0, true}, {"rank.2", "", 0, false}, {"rank.3", "", 0, true}};
  EXPECT_EQ(missedFeatures(run), (std::vector<std::string>{"rank.1", "rank.3"}));
}

}  // namespace
}  // namespace swapcheck
