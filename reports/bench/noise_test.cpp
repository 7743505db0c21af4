#include "reports/bench/noise.h"

#include <gtest/gtest.h>

namespace swapcheck {
namespace {

BenchRun rated(const char* name, double itemsPerSecond) {
  return {.name = name, .label = "", .realTimeNs = 1, .itemsPerSecond = itemsPerSecond, .error = std::nullopt};
}

BenchDocument documentWith(std::vector<BenchRun> runs) { return {{}, std::move(runs), ""}; }

TEST(AaNoise, IsTheLargestDifferenceOfTwins) {
  const BenchDocument bench =
      documentWith({rated("a.b/forward/elements:8", 100), rated("noise/a.b/forward/elements:8", 110),
                    rated("a.b/forward/elements:9", 125), rated("noise/a.b/forward/elements:9", 100),
                    rated("c.d/forward/elements:8", 1)});
  EXPECT_DOUBLE_EQ(aaNoise(bench).value_or(-1), 0.25);
}

TEST(AaNoise, IsOfMediansOverTheRepetitions) {
  const BenchDocument bench = documentWith({rated("a", 100), rated("a", 1), rated("a", 900), rated("noise/a", 130),
                                            rated("noise/a", 125), rated("noise/a", 7)});
  EXPECT_DOUBLE_EQ(aaNoise(bench).value_or(-1), 0.25);
}

TEST(AaNoise, IsNothingWithoutATwinThatWasMeasured) {
  BenchRun failed = rated("noise/a", 100);
  failed.error = "no memory";
  EXPECT_FALSE(aaNoise(documentWith({rated("a", 100)})).has_value());
  EXPECT_FALSE(aaNoise(documentWith({rated("a", 100), failed})).has_value());
  EXPECT_FALSE(aaNoise(documentWith({rated("noise/a", 100)})).has_value());
  EXPECT_FALSE(aaNoise({}).has_value());
}

}  // namespace
}  // namespace swapcheck
