#include "reports/bench/medians.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/sample_record.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

Json repetition(const std::string& name, double realTime, double itemsPerSecond, const std::string& unit = "ns") {
  return {{"name", name},          {"run_name", name},  {"run_type", "iteration"},
          {"real_time", realTime}, {"time_unit", unit}, {"items_per_second", itemsPerSecond}};
}

Json median(const std::string& name, double realTime, double itemsPerSecond) {
  Json entry = repetition(name, realTime, itemsPerSecond);
  entry["name"] = name + "_median";
  entry["run_type"] = "aggregate";
  entry["aggregate_name"] = "median";
  return entry;
}

std::vector<BenchMedian> mediansOf(const Json& entries) {
  return benchMediansOf(benchDocumentOf({{"benchmarks", entries}}));
}

void expectMedian(const BenchMedian& median, const std::string& name, double realTimeNs, double itemsPerSecond) {
  EXPECT_EQ(median.name, name);
  EXPECT_DOUBLE_EQ(median.realTimeNs, realTimeNs);
  EXPECT_DOUBLE_EQ(median.itemsPerSecond, itemsPerSecond);
}

TEST(BenchMedians, AreTakenOverTheRepetitionsOfAName) {
  const auto medians = mediansOf({repetition("a", 3, 30), repetition("b", 7, 70), repetition("a", 1, 10),
                                  repetition("a", 2, 90), median("a", 5, 50)});
  ASSERT_EQ(medians.size(), 2u);
  expectMedian(medians[0], "a", 2, 30);
  expectMedian(medians[1], "b", 7, 70);
}

TEST(BenchMedians, AreGoogleBenchmarksWhereThereAreNoRepetitions) {
  const auto medians = mediansOf(Json::array({median("a", 5, 50)}));
  ASSERT_EQ(medians.size(), 1u);
  expectMedian(medians[0], "a", 5, 50);
}

TEST(BenchMedians, AreInNanosecondsWhateverTheUnit) {
  for (const auto& [unit, scale] : std::map<std::string, double>{{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}})
    expectMedian(mediansOf(Json::array({repetition("a", 2, 1, unit)})).at(0), "a", 2 * scale, 1);
}

TEST(BenchMedians, LeaveOutTwinsErrorsAndWhatIsNoBenchmark) {
  Json failed = repetition("a", 1, 1);
  failed["error_occurred"] = true;
  EXPECT_TRUE(mediansOf({repetition("noise/a", 1, 1), repetition("a", 0, 0), failed, Json(3), Json::object()}).empty());
  EXPECT_TRUE(benchMediansOf({}).empty());
}

TEST(BenchMedians, HaveTheTwinsWhereTheyAreAskedFor) {
  const BenchDocument bench = benchDocumentOf({{"benchmarks", {repetition("a", 1, 10), repetition("noise/a", 2, 20)}}});
  const auto medians = benchMediansWithTwins(bench);
  ASSERT_EQ(medians.size(), 2u);
  expectMedian(medians[1], "noise/a", 2, 20);
}

TEST(BenchMedians, OfTheSampleAreOneForEachSeries) {
  const auto medians = benchMediansOf(benchDocumentOf(sampleBench()));
  EXPECT_EQ(medians.size(), 11u * 8);
}

}  // namespace
}  // namespace swapcheck
