// When a strategy is judged no more.
#include "harness/counting/retirement.h"

#include <gtest/gtest.h>

#include <functional>

#include "harness/counting/case_stream.h"

namespace swapcheck {
namespace {

/// Where and why a strategy is retired whose cases end as `endOf` says; up to number 100,000.
std::pair<uint64_t, std::optional<RetirementCause>> retired(
    const std::function<std::optional<DeathKind>(uint64_t)>& endOf) {
  Retirement retirement(1);
  for (uint64_t number = 0; number < 100'000; ++number)
    if (const auto cause = retirement.add(number, 0, endOf(number))) return {number, cause};
  return {0, std::nullopt};
}

std::function<std::optional<DeathKind>(uint64_t)> every(uint64_t nth, DeathKind death) {
  return [=](uint64_t number) { return number % nth == 0 ? std::optional(death) : std::nullopt; };
}

TEST(Retirement, IsOfStrategiesThatDieOnMostCasesOfAWindow) {
  EXPECT_EQ(retired(every(1, DeathKind::Crashed)), std::pair(uint64_t{11}, std::optional(RetirementCause{12, 12})));
  EXPECT_FALSE(retired(every(3, DeathKind::Crashed)).second);
}

TEST(Retirement, IsOfStrategiesThatKeepTakingAllOfALimit) {
  for (DeathKind death : {DeathKind::Hung, DeathKind::OutOfMemory}) {
    const auto [number, cause] = retired(every(10, death));
    EXPECT_LT(number, 200u);
    ASSERT_TRUE(cause);
    EXPECT_EQ(cause->deaths, 12);
    EXPECT_GT(cause->cases, 100);
  }
  EXPECT_FALSE(retired(every(10, DeathKind::Crashed)).second);
}

TEST(Retirement, IsSoonerOfStrategiesThatDoNothingElse) {
  EXPECT_EQ(retired(every(1, DeathKind::Hung)), std::pair(uint64_t{2}, std::optional(RetirementCause{3, 3})));
  const auto allButOne = [](uint64_t number) { return number == 1 ? std::nullopt : std::optional(DeathKind::Hung); };
  EXPECT_EQ(retired(allButOne).second, std::optional(RetirementCause{12, 13}));
}

TEST(Retirement, IsDecidedWhereEveryShardLooks) {
  const auto [number, cause] = retired(every(7, DeathKind::Hung));
  ASSERT_TRUE(cause);
  EXPECT_TRUE(retirementWindowOf(number));
  const auto outsideWindows = [](uint64_t at) {
    return retirementWindowOf(at) ? std::nullopt : std::optional(DeathKind::Hung);
  };
  EXPECT_FALSE(retired(outsideWindows).second);
}

TEST(Retirement, GoesOnFromItsCounts) {
  const auto endOf = every(10, DeathKind::Hung);
  Retirement whole(1), resumed(1);
  for (uint64_t number = 0; number < 100; ++number) whole.add(number, 0, endOf(number));
  resumed.restore(whole.window(), whole.counts(), {});
  for (uint64_t number = 100; number < 1000; ++number)
    EXPECT_EQ(whole.add(number, 0, endOf(number)), resumed.add(number, 0, endOf(number))) << number;
  EXPECT_TRUE(whole.isRetired(0));
}

}  // namespace
}  // namespace swapcheck
