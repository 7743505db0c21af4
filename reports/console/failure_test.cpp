// What the commands print of tensors and failures.
#include "reports/console/failure.h"

#include <gtest/gtest.h>

namespace swapcheck {
namespace {

Grid gridOf(Shape shape, std::vector<std::string> cells, std::vector<int64_t> marked = {}) {
  return {"a", "float32", std::move(shape), std::move(cells), std::move(marked)};
}

FailureRecord someFailure() {
  FailureRecord failure;
  failure.strategy = "mine.swap";
  failure.property = "values";
  failure.check = "bits";
  failure.message = "result 1 at [0]: expected 1, got 2";
  failure.shrink = {7, 12, 1, ShrinkEnd::Minimal};
  failure.replay = "swapcheck replay runs/x.json";
  failure.grids = {gridOf({1}, {"1"})};
  return failure;
}

TEST(GridText, NestsTheValuesAndStarsTheMarked) {
  EXPECT_EQ(gridText(gridOf({2, 3}, {"1", "2", "3", "4", "5", "6"}, {0, 5})),
            "a: float32 [2, 3] = [[1*, 2, 3], [4, 5, 6*]]");
}

TEST(GridText, OfAScalarIsItsValue) {
  EXPECT_EQ(gridText(gridOf({}, {"nan"})), "a: float32 [] = nan");
  EXPECT_EQ(gridText(gridOf({}, {"nan"}, {0})), "a: float32 [] = nan*");
}

TEST(GridText, SaysWhenThereAreNoElements) {
  EXPECT_EQ(gridText(gridOf({2, 0, 3}, {})), "a: float32 [2, 0, 3] = (no elements)");
}

TEST(GridText, EndsWithDotsWhereTheCellsWereCut) {
  EXPECT_EQ(gridText(gridOf({5}, {"1", "2"})), "a: float32 [5] = [1, 2, ...]");
  EXPECT_EQ(gridText(gridOf({2, 2}, {"1", "2"})), "a: float32 [2, 2] = [[1, 2], ...]");
  EXPECT_EQ(gridText(gridOf({2, 2}, {"1", "2", "3"})), "a: float32 [2, 2] = [[1, 2], [3, ...]]");
}

TEST(FailureText, OfAFindingHasTheTensorsTheShrinkingAndTheReplayLine) {
  EXPECT_EQ(failureText(someFailure()),
            "FINDING, failure of mine.swap: values\n"
            "  check bits: result 1 at [0]: expected 1, got 2\n"
            "    a: float32 [1] = [1]\n"
            "  shrunk from 12 elements to 1 in 7 evaluations, until no smaller case failed\n"
            "  swapcheck replay runs/x.json\n");
}

TEST(FailureText, OfAKnownFailureSaysWhy) {
  FailureRecord failure = someFailure();
  failure.knownReason = "detach() cuts the graph";
  const std::string text = failureText(failure);
  EXPECT_TRUE(text.starts_with("known failure of mine.swap: values\n")) << text;
  EXPECT_NE(text.find("\n  known failure: detach() cuts the graph\n"), std::string::npos) << text;
}

TEST(FailureText, OfAFlakyFailureSaysSo) {
  FailureRecord failure = someFailure();
  failure.outcome = FailureOutcome::Flaky;
  const std::string text = failureText(failure);
  EXPECT_TRUE(text.starts_with("FINDING, flaky failure of mine.swap: values\n")) << text;
}

}  // namespace
}  // namespace swapcheck
