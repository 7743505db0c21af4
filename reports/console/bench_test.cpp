#include "reports/console/bench.h"

#include <gtest/gtest.h>

namespace swapcheck {
namespace {

BenchLine lineOf(const std::string& strategy, std::vector<double> throughputs) {
  return {strategy, {pointOf(1024, {1}), pointOf(4096, std::move(throughputs))}};
}

TEST(BenchText, RanksTheStrategiesAtTheLargestSize) {
  const BenchSweep sweep{
      {{"masked", "forward", "0.5", {lineOf("masked.slow", {1e6}), lineOf("masked.quick", {2e6})}}}, std::nullopt, {}};
  EXPECT_EQ(benchText(sweep),
            "masked forward, density 0.5, 4,096 elements\n"
            "  masked.quick               2.00 M elements/s\n"
            "  masked.slow                1.00 M elements/s  2.00x slower\n");
}

TEST(BenchText, SaysWhenTheOrderIsNotCertain) {
  const BenchSweep sweep{
      {{"whole", "forward", "", {lineOf("whole.a", {1e6, 3e6}), lineOf("whole.b", {2e6, 4e6})}}}, std::nullopt, {}};
  EXPECT_NE(benchText(sweep).find("whole.a                    2.00 M elements/s  1.50x slower (within the noise)\n"),
            std::string::npos)
      << benchText(sweep);
}

TEST(BenchText, NamesWhatCouldNotBeUsed) {
  EXPECT_EQ(benchText({{}, std::nullopt, {"mine.swap: it threw"}}), "mine.swap: it threw\n");
}

}  // namespace
}  // namespace swapcheck
