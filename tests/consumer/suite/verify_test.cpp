// Strategies in a GoogleTest suite.
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <swapcheck/verify.h>

#include "swaps.h"

#define CALL_AND_TEXT(...) \
  std::pair { __VA_ARGS__, std::string(#__VA_ARGS__) }

namespace {

const swapcheck::Strategy kMasked{"suite.masked", "where on the originals", swapcheck::MaskedSwap(masked)};
const swapcheck::Strategy kLate{"suite.late", "reads what it has written", swapcheck::MaskedSwap(readsTooLate)};

TEST(Suite, ARightSwapPasses) {
  EXPECT_TRUE(swapcheck::verify(kMasked, {.cases = 200, .properties = {"originals", "fresh", "metadata"}}));
}

TEST(Suite, AWrongOneFailsWithExpectedAndGot) {
  EXPECT_NONFATAL_FAILURE(EXPECT_TRUE(swapcheck::verify(kLate, {.cases = 50, .properties = {"values"}})),
                          "got result 2: ");
}

TEST(Suite, TheLineThatWasPrintedShowsTheFailureAgain) {
  const swapcheck::Strategy& strategy = kLate;
  const auto first = swapcheck::verify(strategy, {.seed = 7, .cases = 50, .properties = {"values"}});
  const auto [again, line] =
      CALL_AND_TEXT(swapcheck::verify(strategy, {.seed = 7, .onlyCase = 2, .properties = {"values"}}));
  ASSERT_FALSE(first.failures.empty());
  EXPECT_EQ(first.failures[0].replay, line);
  ASSERT_FALSE(again.failures.empty());
  EXPECT_EQ(again.failures[0].message, first.failures[0].message);
}

TEST(Suite, ACaseFileIsReplayed) {
  const auto first = swapcheck::verify(kLate, {.cases = 50, .properties = {"values"}, .folder = "cases"});
  ASSERT_FALSE(first.failures.empty());
  EXPECT_FALSE(swapcheck::replay(kLate, first.failures[0].file));
  EXPECT_TRUE(swapcheck::replay(kMasked, first.failures[0].file));
}

TEST(Suite, AWrongOptionIsATypedError) {
  EXPECT_THROW(swapcheck::verify(kMasked, {.properties = {"valeus"}}), swapcheck::VerifyError);
}

}  // namespace
