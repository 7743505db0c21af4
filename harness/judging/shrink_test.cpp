// Shrinking ends at a case that still fails, by a limit that the record names.
#include "harness/judging/shrink.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "generators/simplify/simplify.h"
#include "tests/support/generators.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

/// More seconds than any of these tests takes.
constexpr double kForever = 1e6;

using Fails = std::function<bool(const SwapCase&)>;

/// A judge whose failure says how many elements the case has.
FailsAlike failingWhere(Fails fails) {
  return [fails](const SwapCase& swapCase) -> std::optional<CaseFailure> {
    if (!fails(swapCase)) return std::nullopt;
    return CaseFailure{"size", std::to_string(swapCase.numel())};
  };
}

Shrunk shrinkWhere(const SwapCase& swapCase, const Fails& fails, ShrinkLimits limits = {500, kForever}) {
  return shrink(swapCase, CaseFailure{"size", std::to_string(swapCase.numel())}, failingWhere(fails), limits);
}

bool hasThreeElements(const SwapCase& swapCase) { return swapCase.numel() >= 3; }
bool always(const SwapCase&) { return true; }
bool never(const SwapCase&) { return false; }

TEST(Shrink, EndsAtTheSmallestCaseThatFails) {
  const Shrunk shrunk = shrinkWhere(wholeCase({8, 9}), hasThreeElements);
  EXPECT_EQ(shrunk.swapCase.shape, Shape{3});
  EXPECT_EQ(shrunk.record.from, 72);
  EXPECT_EQ(shrunk.record.to, 3);
  EXPECT_EQ(shrunk.record.ended, ShrinkEnd::Minimal);
}

TEST(Shrink, KeepsTheFailureOfTheCaseThatItEndsAt) {
  EXPECT_EQ(shrinkWhere(wholeCase({8, 9}), hasThreeElements).failure.message, "3");
}

RC_GTEST_PROP(Shrink, EndsAtACaseThatFailsAndWhoseSimplerCasesAllPass, ()) {
  const SwapCase from = *genAnyCase();
  const Fails fails = [](const SwapCase& c) { return c.numel() >= 2 || c.dtype != DType::Float32; };
  RC_PRE(fails(from));
  const Shrunk shrunk = shrinkWhere(from, fails, {INT64_MAX, kForever});
  RC_ASSERT(fails(shrunk.swapCase));
  RC_ASSERT(shrunk.record.ended == ShrinkEnd::Minimal);
  auto simpler = simplerCases(shrunk.swapCase);
  while (auto candidate = simpler.next()) RC_ASSERT(!fails(*candidate));
}

RC_GTEST_PROP(Shrink, GivesTheSameTwice, ()) {
  const SwapCase from = *genAnyCase();
  const Shrunk once = shrinkWhere(from, hasThreeElements);
  const Shrunk twice = shrinkWhere(from, hasThreeElements);
  RC_ASSERT(once.swapCase == twice.swapCase);
  RC_ASSERT(once.record.evaluations == twice.record.evaluations);
}

TEST(Shrink, KeepsACaseThatHasNoSimplerOneThatFails) {
  const Shrunk shrunk = shrinkWhere(wholeCase({8, 9}), never);
  EXPECT_EQ(shrunk.swapCase, wholeCase({8, 9}));
  EXPECT_EQ(shrunk.failure.message, "72");
  EXPECT_EQ(shrunk.record.ended, ShrinkEnd::Minimal);
  EXPECT_GT(shrunk.record.evaluations, 0);
}

TEST(Shrink, OfTheSimplestCaseJudgesNothing) {
  const Shrunk shrunk = shrinkWhere(wholeCase({}), always);
  EXPECT_EQ(shrunk.record.evaluations, 0);
  EXPECT_EQ(shrunk.record.ended, ShrinkEnd::Minimal);
}

TEST(Shrink, StopsAfter500EvaluationsAndSaysSo) {
  int64_t smallest = 1'000'000;
  const Fails oneSliceAtATime = [&](const SwapCase& swapCase) {
    const bool fails = swapCase.numel() == smallest - 1;
    smallest -= fails;
    return fails;
  };
  const Shrunk shrunk = shrinkWhere(wholeCase({smallest}), oneSliceAtATime, {ShrinkLimits{}.evaluations, kForever});
  EXPECT_EQ(shrunk.record.evaluations, 500);
  EXPECT_EQ(shrunk.record.ended, ShrinkEnd::Evaluations);
  EXPECT_EQ(shrunk.record.to, smallest);
}

TEST(Shrink, ThatEndsWithItsLastEvaluationIsMinimal) {
  const int64_t needed = shrinkWhere(wholeCase({8, 9}), hasThreeElements).record.evaluations;
  EXPECT_EQ(shrinkWhere(wholeCase({8, 9}), hasThreeElements, {needed, kForever}).record.ended, ShrinkEnd::Minimal);
  EXPECT_EQ(shrinkWhere(wholeCase({8, 9}), hasThreeElements, {needed - 1, kForever}).record.ended,
            ShrinkEnd::Evaluations);
}

TEST(Shrink, WithoutTimeStopsAtOnceAndSaysThatItWasTheClock) {
  const Shrunk shrunk = shrinkWhere(wholeCase({8, 9}), always, {500, 0});
  EXPECT_EQ(shrunk.swapCase, wholeCase({8, 9}));
  EXPECT_EQ(shrunk.record.evaluations, 0);
  EXPECT_EQ(shrunk.record.ended, ShrinkEnd::Clock);
}

}  // namespace
}  // namespace swapcheck
