// The arithmetic of the ratios.
#include "ratio.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "ratios.h"

namespace swapcheck {
namespace {

const Comparison& kIsolation = kComparisons[0];
const Comparison& kScaling = kComparisons[1];

/// A round whose runs judge 100 cases in those seconds of the campaign, twice these of the clock, thrice of processors.
Round roundOf(double inProcessS, double oneWorkerS, double twoWorkersS) {
  Round round;
  const double seconds[] = {inProcessS, oneWorkerS, twoWorkersS};
  for (size_t jobs = 0; jobs < round.size(); ++jobs)
    round[jobs] = {100, seconds[jobs], 2 * seconds[jobs], 3 * seconds[jobs]};
  return round;
}

TEST(Spread, HasTheMiddleAndTheEnds) {
  EXPECT_EQ(spreadOf({3, 1, 2}), (Spread{2, 1, 3}));
  EXPECT_EQ(spreadOf({4, 1, 2, 8}), (Spread{3, 1, 8}));
  EXPECT_EQ(spreadOf({5}), (Spread{5, 5, 5}));
  EXPECT_THROW(spreadOf({}), std::invalid_argument);
}

TEST(Ratio, IsThatOfThroughputs) {
  const Round round = roundOf(8, 10, 5);
  EXPECT_DOUBLE_EQ(ratioOf(round, kIsolation, &FuzzRun::campaignS), 0.8);
  EXPECT_DOUBLE_EQ(ratioOf(round, kScaling, &FuzzRun::campaignS), 2);
}

TEST(Ratio, IsOfTheTimeThatIsAskedFor) {
  Round round = roundOf(8, 10, 5);
  round[1].wallS = 16;
  round[1].cpuS = 48;
  EXPECT_DOUBLE_EQ(ratioOf(round, kIsolation, &FuzzRun::wallS), 1);
  EXPECT_DOUBLE_EQ(ratioOf(round, kIsolation, &FuzzRun::cpuS), 0.5);
}

TEST(Ratio, OfManyRoundsIsTheMedianOfTheirOwnAndNotThatOfTheirTimes) {
  const std::vector<Round> rounds = {roundOf(10, 10, 5), roundOf(40, 50, 25), roundOf(9, 10, 10)};
  EXPECT_EQ(ratioOf(rounds, kIsolation, &FuzzRun::campaignS), (Spread{0.9, 0.8, 1}));
  EXPECT_EQ(ratioOf(rounds, kScaling, &FuzzRun::campaignS), (Spread{2, 1, 2}));
}

TEST(Ratio, OfSetsTogetherIsThatOfOneLongRun) {
  const auto all = together({{roundOf(1, 2, 1), roundOf(1, 1, 1)}, {roundOf(7, 8, 4), roundOf(3, 4, 4)}});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0][0].cases, 200);
  EXPECT_DOUBLE_EQ(ratioOf(all[0], kIsolation, &FuzzRun::campaignS), 0.8);
  EXPECT_DOUBLE_EQ(ratioOf(all[0], kScaling, &FuzzRun::wallS), 2);
  EXPECT_DOUBLE_EQ(ratioOf(all[1], kIsolation, &FuzzRun::cpuS), 0.8);
}

TEST(Bar, IsReachedByTheMedian) {
  EXPECT_TRUE(reachesBar({roundOf(95, 100, 1), roundOf(50, 100, 1), roundOf(99, 100, 1)}, kIsolation));
  EXPECT_FALSE(reachesBar({roundOf(94, 100, 1), roundOf(50, 100, 1), roundOf(99, 100, 1)}, kIsolation));
}

TEST(Bar, HasToBeReachedByEverySet) {
  const SetRounds good{{"good", {}, {}}, {roundOf(10, 10, 5)}}, bad{{"bad", {}, {}}, {roundOf(1, 1, 0.8)}};
  EXPECT_TRUE(reachesBars({good, good}));
  EXPECT_FALSE(reachesBars({good, bad}));
  const std::string table = ratioTable({good, bad});
  EXPECT_NE(table.find("1.250 (1.250-1.250)  >= 1.90 MISSED"), std::string::npos) << table;
  EXPECT_NE(table.find("2.000 (2.000-2.000)  >= 1.90 reached"), std::string::npos) << table;
}

}  // namespace
}  // namespace swapcheck
