// Distinct failures have different names.
#include "harness/counting/failure_id.h"

#include <gtest/gtest.h>

#include "strategies/libtorch_faults.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

const Strategy kWrongSwap{"mine.wrong", "does nothing", WholeSwap(unexchanged)};

TEST(FailureId, CountsTheFaultsOfLibTorchAndOfTheStrategyApart) {
  Strategy strategy = kWrongSwap;
  strategy.knownFailures = {{"values", {}, "one"}, {"gradient", {}, "another"}, {"values", {}, "two"}};
  const auto idOf = [&](const KnownFailure* known) { return failureId(strategy, "values", "bits", known); };
  EXPECT_EQ(idOf(nullptr), "mine.wrong--values--bits");
  EXPECT_EQ(idOf(&strategy.knownFailures[0]), "mine.wrong--values--bits--known");
  EXPECT_EQ(idOf(&strategy.knownFailures[2]), "mine.wrong--values--bits--known-2");
  int number = 0;
  for (const KnownFailure& fault : libtorchFaults()) {
    if (fault.property != "values") continue;
    EXPECT_EQ(idOf(&fault), "mine.wrong--values--bits--libtorch-" + std::to_string(++number));
  }
}

TEST(ReportedCause, TellsKindsOfBitsApartUnlessAKnownFailureIsOfAll) {
  const KnownFailure ofNaNs{"values", {}, "one", "", "", "", {"nan-bits"}};
  const KnownFailure ofAll{"values", {}, "another"};
  EXPECT_EQ(reportedCause("nan-bits", &ofNaNs), FailureCause("nan-bits"));
  EXPECT_EQ(reportedCause("nan-bits", &ofAll), FailureCause("bits"));
  for (const char* check : {"bits", "nan-bits", "zero-sign", "not-finite"})
    EXPECT_EQ(reportedCause(check, nullptr), FailureCause(check));
  EXPECT_EQ(reportedCause("throws", nullptr), FailureCause("throws"));
}

TEST(FailureId, OfADeathNamesItsKind) {
  EXPECT_EQ(failureId(kWrongSwap, "values", DeathKind::OutOfMemory, nullptr), "mine.wrong--values--out-of-memory");
  EXPECT_NE(FailureCause(DeathKind::Hung), FailureCause("hung"));
}

}  // namespace
}  // namespace swapcheck
