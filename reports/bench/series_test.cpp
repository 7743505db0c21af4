#include "reports/bench/series.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/bench/name.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

Json measured(const std::string& name, double itemsPerSecond) {
  return {{"name", name}, {"run_name", name}, {"run_type", "iteration"}, {"items_per_second", itemsPerSecond}};
}

BenchDocument documentOf(const std::vector<Json>& entries) { return benchDocumentOf({{"benchmarks", entries}}); }

BenchSweep sweepOf(const std::vector<Json>& entries) { return benchSweepOf(documentOf(entries), {}); }

TEST(BenchPoint, MedianOfAnOddNumberIsTheMiddleOne) {
  const BenchPoint point = pointOf(64, {30, 10, 20});
  EXPECT_EQ(point.median, 20);
  EXPECT_EQ(point.min, 10);
  EXPECT_EQ(point.max, 30);
  EXPECT_EQ(point.repetitions, 3);
}

TEST(BenchPoint, MedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo) { EXPECT_EQ(pointOf(64, {40, 10, 20, 30}).median, 25); }

TEST(BenchPoint, OneRepetitionHasNoSpread) {
  const BenchPoint point = pointOf(64, {7});
  EXPECT_EQ(point.min, 7);
  EXPECT_EQ(point.max, 7);
}

TEST(BenchName, IsTakenApart) {
  const auto name = benchNameOf("masked.where/forward+backward/density:0.5/elements:65536/real_time");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->strategy, "masked.where");
  EXPECT_EQ(name->pass, "forward+backward");
  EXPECT_EQ(name->density, "0.5");
  EXPECT_EQ(name->elements, 65536);
}

TEST(BenchName, WithoutStrategyPassOrElementsIsNone) {
  for (const char* name : {"", "BM_copy/64", "whole.clone/forward", "/forward/elements:4", "a.b/forward/elements:x"})
    EXPECT_FALSE(benchNameOf(name)) << name;
}

TEST(BenchSweep, TakesTheMedianOfTheRepetitionsBySize) {
  const BenchSweep sweep =
      sweepOf({measured("whole.clone/forward/elements:256", 5), measured("whole.clone/forward/elements:64", 1),
               measured("whole.clone/forward/elements:64", 9), measured("whole.clone/forward/elements:64", 2)});
  ASSERT_EQ(sweep.charts.size(), 1u);
  const auto& points = sweep.charts[0].lines.at(0).points;
  ASSERT_EQ(points.size(), 2u);
  EXPECT_EQ(points[0].elements, 64);
  EXPECT_EQ(points[0].median, 2);
  EXPECT_EQ(points[1].elements, 256);
}

TEST(BenchSweep, AggregatesDoNotCountAsRepetitions) {
  Json mean = measured("whole.clone/forward/elements:64", 900);
  mean["run_type"] = "aggregate";
  mean["aggregate_name"] = "mean";
  Json median = mean;
  median["aggregate_name"] = "median";
  const BenchSweep sweep = sweepOf({measured("whole.clone/forward/elements:64", 3), mean, median});
  EXPECT_EQ(sweep.charts.at(0).lines.at(0).points.at(0).median, 3);
  EXPECT_EQ(sweep.charts.at(0).lines.at(0).points.at(0).repetitions, 1);
}

TEST(BenchSweep, AMedianAloneServesWhenThereAreNoRepetitions) {
  Json median = measured("whole.clone/forward/elements:64", 900);
  median["run_type"] = "aggregate";
  median["aggregate_name"] = "median";
  const auto point = sweepOf({median}).charts.at(0).lines.at(0).points.at(0);
  EXPECT_EQ(point.median, 900);
  EXPECT_EQ(point.repetitions, 0);
}

TEST(BenchSweep, HasAChartForEachFamilyPassAndDensity) {
  const BenchSweep sweep = sweepOf({measured("masked.where/forward/density:0.1/elements:64", 1),
                                    measured("masked.where/forward+backward/density:0.1/elements:64", 1),
                                    measured("masked.where/forward/density:0.5/elements:64", 1),
                                    measured("masked.blend/forward/density:0.5/elements:64", 1)});
  ASSERT_EQ(sweep.charts.size(), 3u);
  EXPECT_EQ(sweep.charts[1].density, "0.5");
  EXPECT_EQ(sweep.charts[1].lines.size(), 2u);
  EXPECT_EQ(sweep.charts[2].pass, "forward+backward");
}

TEST(BenchSweep, ChartsAndLinesStandInOneOrderWhateverWasMeasuredFirst) {
  const BenchSweep sweep =
      sweepOf({measured("mine.swap/forward/elements:8", 1), measured("masked.where/forward/density:1/elements:8", 1),
               measured("masked.where/forward/density:0.5/elements:8", 1),
               measured("masked.blend/forward/density:0.5/elements:8", 1),
               measured("whole.clone/forward+backward/elements:8", 1), measured("whole.clone/forward/elements:8", 1)});
  std::vector<std::string> names;
  for (const BenchChart& chart : sweep.charts) names.push_back(chart.family + "/" + chart.pass + "/" + chart.density);
  EXPECT_EQ(names, (std::vector<std::string>{"whole/forward/", "whole/forward+backward/", "masked/forward/0.5",
                                             "masked/forward/1", "mine/forward/"}));
  EXPECT_EQ(sweep.charts[2].lines.at(0).strategy, "masked.blend");
}

TEST(BenchSweep, ASecondMeasurementForTheNoiseIsNoStrategy) {
  const BenchSweep sweep = sweepOf({measured("noise/whole.clone/forward/elements:8", 1)});
  EXPECT_TRUE(sweep.charts.empty());
  EXPECT_TRUE(sweep.problems.empty());
}

TEST(BenchSweep, ReadsTheNoiseFromTheContext) {
  const auto noiseOf = [](const Json& value) {
    return benchSweepOf(benchDocumentOf({{"context", {{"aa_noise", value}}}, {"benchmarks", Json::array()}}), {})
        .aaNoise;
  };
  EXPECT_EQ(noiseOf("0.125"), 0.125);
  for (const Json& value : {Json("x"), Json(""), Json("-1"), Json("nan"), Json(1)})
    EXPECT_EQ(noiseOf(value), std::nullopt) << value;
  EXPECT_EQ(sweepOf({}).aaNoise, std::nullopt);
}

TEST(BenchRanking, WhatIsWithinTheNoiseIsTied) {
  const BenchChart chart{"whole", "forward", "", {{"fast", {{8, 110, 109, 111, 3}}}, {"slow", {{8, 100, 99, 101, 3}}}}};
  EXPECT_FALSE(rankingOf(chart, 0.05).places.at(1).tied);
  EXPECT_TRUE(rankingOf(chart, 0.12).places.at(1).tied);
}

TEST(BenchSweep, TheFamilyIsTheOneThatTheRunNamesElseTheLabelElseTheBeginningOfTheName) {
  Json labelled = measured("article.where/forward/density:0.5/elements:64", 1);
  labelled["label"] = "masked";
  EXPECT_EQ(benchSweepOf(documentOf({labelled}), {{"article.where", "indexed"}}).charts.at(0).family, "indexed");
  EXPECT_EQ(sweepOf({labelled}).charts.at(0).family, "masked");
  labelled["label"] = "somebody's own";
  EXPECT_EQ(sweepOf({labelled}).charts.at(0).family, "article");
  labelled.erase("label");
  EXPECT_EQ(sweepOf({labelled}).charts.at(0).family, "article");
}

TEST(BenchSweep, WhatItCannotUseIsAProblem) {
  Json broken = measured("whole.clone/forward/elements:64", 1);
  broken["error_occurred"] = true;
  broken["error_message"] = "no memory";
  const BenchSweep sweep = sweepOf({broken, measured("BM_other/64", 1), {{"name", "whole.clone/forward/elements:8"}}});
  EXPECT_TRUE(sweep.charts.empty());
  EXPECT_EQ(sweep.problems, (std::vector<std::string>{"whole.clone/forward/elements:64: no memory",
                                                      "BM_other/64: not the name of a sweep",
                                                      "whole.clone/forward/elements:8: no items_per_second"}));
}

TEST(BenchSweep, TakesAnyJson) {
  for (const Json& json : {Json(), Json(3), Json::object(), Json{{"benchmarks", 3}}})
    EXPECT_EQ(benchSweepOf(benchDocumentOf(json), {}).problems.size(), 1u) << json;
  EXPECT_EQ(sweepOf({1, "x"}).problems.size(), 2u);
}

TEST(BenchRanking, IsByMedianAtTheLargestSizeAndMarksWhatOverlapsWithTheFirst) {
  const BenchChart chart{"whole",
                         "forward",
                         "",
                         {{"slow", {{64, 99, 99, 99, 3}, {256, 10, 9, 11, 3}}},
                          {"near", {{256, 95, 90, 101, 3}}},
                          {"fast", {{256, 105, 100, 110, 3}}},
                          {"absent", {{64, 500, 500, 500, 3}}}}};
  const BenchRanking ranking = rankingOf(chart);
  EXPECT_EQ(ranking.elements, 256);
  ASSERT_EQ(ranking.places.size(), 3u);
  EXPECT_EQ(ranking.places[0].strategy, "fast");
  EXPECT_TRUE(ranking.places[1].tied);
  EXPECT_EQ(ranking.places[2].strategy, "slow");
  EXPECT_FALSE(ranking.places[2].tied);
}

}  // namespace
}  // namespace swapcheck
