#include "harness/sweep/plan.h"

#include <gtest/gtest.h>

#include <set>

namespace swapcheck {
namespace {

TensorPair exchanged(const at::Tensor& a, const at::Tensor& b) { return {b, a}; }

const Strategy kWhole{"mine.whole", "", WholeSwap(exchanged)};
const Strategy kMasked{"mine.masked", "",
                       MaskedSwap([](const auto& a, const auto& b, const auto&) { return exchanged(a, b); })};
const Strategy kWhere{"masked.where", "", kMasked.swap};

SweepCosts costs(size_t tracks, double callS) { return {int64_t{1} << 18, std::vector<double>(tracks, callS), 0.01}; }

std::vector<std::string> namesAt(const std::vector<SweepTrack>& tracks, int64_t elements) {
  std::vector<std::string> names;
  for (const SweepTrack& track : tracks) names.push_back(benchmarkName(track, elements));
  return names;
}

TEST(SweepExtent, SizesArePowersOfTwoWithBothEnds) {
  EXPECT_EQ(sizesOf({"", 10, 16, 2}), (std::vector<int64_t>{1024, 4096, 16384, 65536}));
  EXPECT_EQ(sizesOf({"", 10, 10, 1}), (std::vector<int64_t>{1024}));
}

TEST(SweepTrack, NameSaysStrategyPassDensityAndElements) {
  EXPECT_EQ(benchmarkName({&kWhole, SweepPass::ForwardBackward}, 1024), "mine.whole/forward+backward/elements:1024");
  EXPECT_EQ(benchmarkName({&kWhere, SweepPass::Forward, 0.5}, 65536),
            "masked.where/forward/density:0.5/elements:65536");
  EXPECT_EQ(benchmarkName({&kWhere, SweepPass::Forward, 1, true}, 8),
            "noise/masked.where/forward/density:1/elements:8");
}

TEST(SweepTracks, DensityIsAnAxisOfMaskedAndIndexedStrategiesOnly) {
  for (Family family : {Family::Masked, Family::Indexed})
    EXPECT_EQ(densitiesOf(family), (std::vector<std::optional<double>>{0, 0.5, 1}));
  for (Family family : {Family::Whole, Family::Within})
    EXPECT_EQ(densitiesOf(family), std::vector<std::optional<double>>{std::nullopt});
}

TEST(SweepTracks, LeaveOutTheBackwardOfAStrategyWithout) {
  const Strategy* strategies[] = {&kWhole, &kMasked};
  EXPECT_EQ(
      namesAt(tracksOf(strategies, {false, true}), 8),
      (std::vector<std::string>{
          "mine.whole/forward/elements:8", "mine.masked/forward/density:0/elements:8",
          "mine.masked/forward/density:0.5/elements:8", "mine.masked/forward/density:1/elements:8",
          "mine.masked/forward+backward/density:0/elements:8", "mine.masked/forward+backward/density:0.5/elements:8",
          "mine.masked/forward+backward/density:1/elements:8", "noise/mine.whole/forward/elements:8"}));
}

TEST(SweepTracks, TwinIsOfMaskedWhereWhenItIsSwept) {
  const Strategy* strategies[] = {&kWhole, &kWhere};
  const auto names = namesAt(tracksOf(strategies, {true, true}), 8);
  const std::set<std::string> all(names.begin(), names.end());
  EXPECT_EQ(all.size(), names.size());
  ASSERT_GE(names.size(), 2u);
  EXPECT_EQ(names[names.size() - 2], "noise/masked.where/forward/density:0.5/elements:8");
  EXPECT_EQ(names.back(), "noise/masked.where/forward+backward/density:0.5/elements:8");
  EXPECT_TRUE(all.contains(names.back().substr(kTwinPrefix.size())));
}

TEST(SweepCosts, PredictionCountsEveryRepetitionOfEverySize) {
  const SweepCosts one{1024, {1.0}, 0.25};
  EXPECT_DOUBLE_EQ(predictedS(one, {"", 10, 10, 1, 3, 0.01}), 3.25);
  EXPECT_DOUBLE_EQ(predictedS(one, {"", 10, 11, 1, 3, 0.01}), 3.25 + 6.5);
}

TEST(SweepCosts, PredictionOfQuickCallsIsTheLeastTime) {
  const SweepCosts tiny{1024, {1e-9}, 0};
  const double predicted = predictedS(tiny, {"", 10, 10, 1, 3, 0.01});
  EXPECT_GT(predicted, 3 * 0.01);
  EXPECT_LT(predicted, 3 * 0.02);
}

TEST(ExtentFor, EffortIsTheMostThatIsDone) {
  for (SweepEffort effort : {SweepEffort::Quick, SweepEffort::Default, SweepEffort::Full}) {
    const SweepExtent extent = extentFor(effort, false, budgetOf(effort), costs(1, 1e-6));
    EXPECT_EQ(extent.name, sweepEffortName(effort));
    EXPECT_GE(extent.repetitions, 3);
  }
}

TEST(ExtentFor, DefaultSweepsFromTwoToTheTenthToTwoToTheTwentySecond) {
  const SweepExtent extent = extentFor(SweepEffort::Default, false, budgetOf(SweepEffort::Default), costs(60, 5e-4));
  EXPECT_EQ(sizesOf(extent), (std::vector<int64_t>{1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22}));
}

TEST(ExtentFor, SlowStrategiesGetLess) {
  const SweepExtent extent = extentFor(SweepEffort::Default, false, budgetOf(SweepEffort::Default), costs(60, 0.05));
  EXPECT_EQ(extent.name, "quick");
}

TEST(ExtentFor, ABudgetReplacesTheEffort) {
  const auto chosen = [](double budgetS) { return extentFor(SweepEffort::Quick, true, budgetS, costs(60, 5e-4)); };
  EXPECT_EQ(chosen(3600).name, "full");
  EXPECT_EQ(chosen(40).name, "default");
  EXPECT_EQ(chosen(5).name, "quick");
}

TEST(ExtentFor, WhatIsChosenIsPredictedToFit) {
  for (double budgetS : {3.0, 10.0, 60.0, 600.0}) {
    const SweepCosts some = costs(60, 5e-4);
    EXPECT_LE(predictedS(some, extentFor(SweepEffort::Default, true, budgetS, some)), budgetS) << budgetS;
  }
}

TEST(ExtentFor, WithoutEnoughTimeTheLeastIsChosen) {
  const SweepExtent extent = extentFor(SweepEffort::Full, true, -1, costs(60, 1));
  EXPECT_EQ(extent.name, "quick");
  EXPECT_EQ(extent.maxLog2, 14);
}

}  // namespace
}  // namespace swapcheck
