// Cases for RapidCheck properties of one's own: what is drawn, shown, expected and shrunk.
#include <swapcheck/rapidcheck.h>

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <sstream>

#include "tests/support/harness.h"
#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

bool isRight(const Swap& swap, const SwapCase& swapCase) {
  const CaseTensors tensors = tensorsOf(swapCase);
  const auto results = callSwap(swap, swapCase, tensors.inputs);
  return std::equal(results.begin(), results.end(), tensors.expected.begin(), tensors.expected.end(), sameBits);
}

/// The first case of the seeds from 1 on for which it holds.
template <typename Predicate>
rc::Shrinkable<SwapCase> firstOf(Family family, const Predicate& holds) {
  for (uint64_t seed = 1;; ++seed)
    if (auto drawn = genValidCase(family)(rc::Random{seed}, rc::kNominalSize); holds(drawn.value())) return drawn;
}

RC_GTEST_PROP(RandomCases, AreValidAndOfDTypesThatOperatorsTake, (const SwapCase& swapCase)) {
  RC_ASSERT(swapCase.defect == Defect::None);
  RC_ASSERT(isSupported(swapCase.dtype));
  RC_ASSERT(!isExotic(swapCase.dtype));
  RC_ASSERT(!problemOf(swapCase));
}

TEST(RandomCases, AreOfAllFamilies) {
  std::set<Family> families;
  const auto gen = rc::gen::arbitrary<SwapCase>();
  for (uint64_t seed = 0; seed < 100; ++seed) families.insert(gen(rc::Random{seed}, 100).value().family());
  EXPECT_EQ(families.size(), std::size(kFamilies));
}

TEST(RandomCases, JudgeARightSwapRightAndAnIdleOneWrong) {
  const auto some = [](const SwapCase& c) { return c.numel() > 1 && c.sharing.operands == Relation::Separate; };
  const SwapCase swapCase = firstOf(Family::Whole, some).value();
  EXPECT_TRUE(isRight(WholeSwap(exchanged), swapCase));
  EXPECT_FALSE(isRight(WholeSwap(unexchanged), swapCase));
}

TEST(RandomCases, ShrinksAreSimplerAndValid) {
  const auto large = firstOf(Family::Masked, [](const SwapCase& c) { return c.numel() > 10; });
  auto shrinks = large.shrinks();
  const auto first = shrinks.next();
  ASSERT_TRUE(first);
  EXPECT_LT(first->value().numel(), large.value().numel());
  for (auto shrink = first; shrink; shrink = shrinks.next()) {
    EXPECT_EQ(shrink->value().family(), Family::Masked);
    EXPECT_EQ(shrink->value().defect, Defect::None);
  }
}

TEST(RandomCases, AreShownAsPeopleReadThem) {
  std::ostringstream out;
  rc::show(wholeCase({2}), out);
  EXPECT_TRUE(out.str().starts_with("a: float32 [2] = [")) << out.str();
  EXPECT_THAT(out.str(), testing::HasSubstr("\nb: float32 [2] = ["));
  EXPECT_THAT(out.str(), testing::HasSubstr("\n{\"schema\":"));
}

TEST(RandomCases, ACaseWithADefectHasNoResults) {
  SwapCase swapCase = wholeCase({2});
  swapCase.defect = Defect::OtherShape;
  EXPECT_THROW(tensorsOf(swapCase), std::invalid_argument);
}

TEST(SameBits, TellsZerosApartAndDTypesAndShapes) {
  const at::Tensor zero = at::zeros({2}), negative = -zero;
  EXPECT_TRUE(sameBits(zero, zero.clone()));
  EXPECT_FALSE(sameBits(zero, negative));
  EXPECT_FALSE(sameBits(zero, at::zeros({2}, at::kDouble)));
  EXPECT_FALSE(sameBits(zero, at::zeros({1, 2})));
  EXPECT_FALSE(sameBits(zero, at::Tensor()));
}

}  // namespace
}  // namespace swapcheck
