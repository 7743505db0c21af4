#include "strategies/known_failure.h"

#include <gtest/gtest.h>

namespace swapcheck {
namespace {

TEST(CompareVersions, ComparesPartsAsNumbers) {
  EXPECT_LT(compareVersions("1.13.1", "2.1"), 0);
  EXPECT_LT(compareVersions("2.9", "2.10"), 0);
  EXPECT_EQ(compareVersions("2.6.0", "2.6"), 0);
  EXPECT_GT(compareVersions("2.6.1", "2.6"), 0);
  EXPECT_EQ(compareVersions("1.13.1+cpu", "1.13.1"), 0);
}

TEST(HoldsFor, AnOpenRangeHoldsEverywhere) { EXPECT_TRUE(holdsFor({"values", {}, "", "", "", ""}, "1.13.1")); }

TEST(HoldsFor, FirstVersionIsInsideAndMendedVersionOutside) {
  const KnownFailure known{"values", {}, "", "1.13", "2.1", ""};
  EXPECT_FALSE(holdsFor(known, "1.12.1"));
  EXPECT_TRUE(holdsFor(known, "1.13.0"));
  EXPECT_TRUE(holdsFor(known, "2.0.1"));
  EXPECT_FALSE(holdsFor(known, "2.1.0"));
}

}  // namespace
}  // namespace swapcheck
