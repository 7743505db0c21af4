#include "strategies/known_failure.h"

#include <gtest/gtest.h>

#include <set>

#include "strategies/libtorch_faults.h"

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

/// A fault that covered every case or every check would hide what strategies do.
TEST(LibtorchFaults, NameTheirConditionTheirCheckAndAReasonOfTheirOwn) {
  std::set<std::string> reasons;
  for (const KnownFailure& fault : libtorchFaults()) {
    EXPECT_TRUE(fault.ofLibtorch) << fault.reason;
    EXPECT_FALSE(fault.property.empty());
    EXPECT_TRUE(isRefusal(fault) || !fault.when.empty()) << fault.reason;
    EXPECT_FALSE(fault.checks.empty()) << fault.reason;
    EXPECT_GT(fault.reason.size(), 20u);
    EXPECT_TRUE(reasons.insert(fault.reason).second) << fault.reason;
  }
  EXPECT_FALSE(reasons.empty());
}

}  // namespace
}  // namespace swapcheck
