#include "reports/bench/document.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

BenchRun onlyRunOf(const Json& entry) { return benchDocumentOf({{"benchmarks", Json::array({entry})}}).runs.at(0); }

TEST(BenchDocument, HasOneRunForEachEntryInOrder) {
  const BenchDocument bench = benchDocumentOf(Json::parse(R"({"benchmarks": [
      {"name": "b/real_time", "run_name": "b", "run_type": "iteration", "label": "whole", "real_time": 3,
       "time_unit": "ns", "items_per_second": 30},
      {"name": "b_median", "run_name": "b", "run_type": "aggregate", "aggregate_name": "median"},
      {"name": "b_cv", "run_name": "b", "run_type": "aggregate", "aggregate_name": "cv"},
      {"name": "a"}]})"));
  EXPECT_EQ(bench.problem, "");
  ASSERT_EQ(bench.runs.size(), 4u);
  EXPECT_EQ(bench.runs[0].name, "b");
  EXPECT_EQ(bench.runs[0].kind, BenchRun::Kind::Repetition);
  EXPECT_EQ(bench.runs[0].label, "whole");
  EXPECT_EQ(bench.runs[0].realTimeNs, 3);
  EXPECT_EQ(bench.runs[0].itemsPerSecond, 30);
  EXPECT_EQ(bench.runs[1].name, "b");
  EXPECT_EQ(bench.runs[1].kind, BenchRun::Kind::Median);
  EXPECT_EQ(bench.runs[2].kind, BenchRun::Kind::OtherAggregate);
  EXPECT_EQ(bench.runs[3].name, "a");
  EXPECT_EQ(bench.runs[3].realTimeNs, 0);
}

TEST(BenchDocument, HasTimesInNanosecondsWhateverTheUnit) {
  for (const auto& [unit, scale] : std::map<std::string, double>{{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}})
    EXPECT_DOUBLE_EQ(onlyRunOf({{"real_time", 2}, {"time_unit", unit}}).realTimeNs, 2 * scale) << unit;
}

TEST(BenchDocument, SaysWhyARunFailed) {
  EXPECT_EQ(onlyRunOf({{"error_occurred", true}, {"error_message", "no memory"}}).error, "no memory");
  EXPECT_EQ(onlyRunOf({{"error_occurred", true}}).error, "");
  EXPECT_EQ(onlyRunOf({{"error_occurred", false}, {"error_message", "none"}}).error, std::nullopt);
}

TEST(BenchDocument, HasTheFactsOfTheContextThatAreText) {
  const BenchDocument bench =
      benchDocumentOf({{"context", {{"ended", "complete"}, {"num_cpus", 2}}}, {"benchmarks", Json::array()}});
  EXPECT_EQ(bench.context, (std::map<std::string, std::string>{{"ended", "complete"}}));
  EXPECT_EQ(factOf(bench, "ended"), "complete");
  EXPECT_EQ(factOf(bench, "num_cpus"), "");
}

TEST(BenchDocument, IsCompleteOnlyWhereTheSweepSaysSo) {
  EXPECT_TRUE(isComplete({{{"ended", "complete"}}, {}, ""}));
  EXPECT_FALSE(isComplete({{{"ended", "clock"}}, {}, ""}));
  EXPECT_FALSE(isComplete({}));
}

TEST(BenchDocument, TakesAnyJsonAndSaysWhatIsNone) {
  for (const Json& json : {Json(), Json(3), Json("x"), Json::array({1}), Json::object(), Json{{"benchmarks", 3}}}) {
    const BenchDocument bench = benchDocumentOf(json);
    EXPECT_EQ(bench.problem, "the file is not Google Benchmark's: it has no array \"benchmarks\"") << json;
    EXPECT_TRUE(bench.runs.empty()) << json;
  }
  for (const Json& entry : {Json(), Json(1), Json("x"), Json::array(), Json{{"name", 1}, {"real_time", "fast"}}}) {
    EXPECT_EQ(onlyRunOf(entry).name, "") << entry;
    EXPECT_EQ(onlyRunOf(entry).realTimeNs, 0) << entry;
  }
  EXPECT_TRUE(benchDocumentOf({{"context", 3}, {"benchmarks", Json::array()}}).context.empty());
}

TEST(BenchDocument, LosesOnlyTheRunsThatFailedWithThatMessage) {
  Json bench = Json::parse(R"({"context": {"a": "b"}, "benchmarks": [
      {"name": "measured"}, {"name": "stopped", "error_occurred": true, "error_message": "stopped"},
      {"name": "failed", "error_occurred": true, "error_message": "no memory"}]})");
  dropFailedRuns(bench, "stopped");
  const BenchDocument left = benchDocumentOf(bench);
  ASSERT_EQ(left.runs.size(), 2u);
  EXPECT_EQ(left.runs[0].name, "measured");
  EXPECT_EQ(left.runs[1].name, "failed");
  EXPECT_EQ(factOf(left, "a"), "b");
}

}  // namespace
}  // namespace swapcheck
