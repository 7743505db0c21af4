// Cases for RapidCheck properties of one's own: what is drawn, shown, expected and shrunk.
#include <swapcheck/rapidcheck.h>

#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "generators/case/json.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

bool isRight(const Swap& swap, const Case& swapCase) {
  const CaseTensors tensors = tensorsOf(swapCase);
  const auto results = callSwap(swap, swapCase, tensors);
  return std::equal(results.begin(), results.end(), tensors.expected.begin(), tensors.expected.end(), sameBits);
}

SwapCase descriptionOf(const Case& swapCase) { return caseFromJson(nlohmann::ordered_json::parse(swapCase.json())); }

bool hasAll(const Case& swapCase, const std::vector<std::string>& features) {
  return std::all_of(features.begin(), features.end(), [&](const auto& feature) { return swapCase.has(feature); });
}

/// The first case of the seeds from 1 on that has all the features.
rc::Shrinkable<Case> firstWith(Family family, const std::vector<std::string>& features) {
  for (uint64_t seed = 1;; ++seed)
    if (auto drawn = genValidCase(family)(rc::Random{seed}, rc::kNominalSize); hasAll(drawn.value(), features))
      return drawn;
}

RC_GTEST_PROP(RandomCases, AreValidAndOfDTypesThatOperatorsTake, (const Case& swapCase)) {
  const SwapCase description = descriptionOf(swapCase);
  RC_ASSERT(description.defect == Defect::None);
  RC_ASSERT(isSupported(description.dtype));
  RC_ASSERT(!isExotic(description.dtype));
  RC_ASSERT(!problemOf(description));
}

RC_GTEST_PROP(RandomCases, HaveTheFeaturesOfTheirDescription, (const Case& swapCase)) {
  const FeatureSet features = featuresOf(descriptionOf(swapCase));
  for (size_t k = 0; k < allFeatures().size(); ++k) RC_ASSERT(swapCase.has(allFeatures()[k].name) == features[k]);
}

TEST(RandomCases, AreOfAllFamilies) {
  std::set<Family> families;
  const auto gen = rc::gen::arbitrary<Case>();
  for (uint64_t seed = 0; seed < 100; ++seed) families.insert(gen(rc::Random{seed}, 100).value().family());
  EXPECT_EQ(families.size(), std::size(kFamilies));
}

TEST(RandomCases, AreAskedForFeaturesThatThereAreOnly) {
  const Case swapCase = firstWith(Family::Whole, {}).value();
  EXPECT_THROW(swapCase.has("negated"), std::invalid_argument);
  EXPECT_THROW(swapCase.has("!layout.negated"), std::invalid_argument);
}

TEST(RandomCases, JudgeARightSwapRightAndAnIdleOneWrong) {
  const Case swapCase = firstWith(Family::Whole, {"size.few", "fill.distinct", "sharing.separate"}).value();
  EXPECT_TRUE(isRight(WholeSwap(exchanged), swapCase));
  EXPECT_FALSE(isRight(WholeSwap(unexchanged), swapCase));
}

TEST(RandomCases, ShrinksAreSimplerAndValid) {
  const auto large = firstWith(Family::Masked, {"size.many"});
  auto shrinks = large.shrinks();
  const auto first = shrinks.next();
  ASSERT_TRUE(first);
  EXPECT_LT(descriptionOf(first->value()).numel(), descriptionOf(large.value()).numel());
  for (auto shrink = first; shrink; shrink = shrinks.next()) {
    EXPECT_EQ(shrink->value().family(), Family::Masked);
    EXPECT_TRUE(shrink->value().has("defect.none"));
  }
}

TEST(RandomCases, AreShownAsPeopleReadThem) {
  const Case swapCase =
      firstWith(Family::Whole, {"rank.1", "size.few", "dtype.float32", "layout.contiguous", "grad.none"}).value();
  std::ostringstream out;
  rc::show(swapCase, out);
  EXPECT_THAT(out.str(), testing::ContainsRegex("^a[^\n]*: float32 \\["));
  EXPECT_THAT(out.str(), testing::ContainsRegex("\nb[^\n]*: float32 \\["));
  EXPECT_TRUE(out.str().ends_with("\n" + swapCase.json())) << out.str();
}

TEST(CaseTensors, AreMadeAnewByEveryCall) {
  const Case swapCase = firstWith(Family::Masked, {"size.few", "sharing.separate"}).value();
  const CaseTensors first = tensorsOf(swapCase), second = tensorsOf(swapCase);
  EXPECT_TRUE(sameBits(first.operands[0], second.operands[0]));
  EXPECT_NE(first.operands[0].data_ptr(), second.operands[0].data_ptr());
}

TEST(CaseTensors, AreWhatASwapGets) {
  const Case swapCase = firstWith(Family::Whole, {"size.few", "fill.distinct", "sharing.separate"}).value();
  CaseTensors tensors = tensorsOf(swapCase);
  tensors.operands = callSwap(WholeSwap(exchanged), swapCase, tensors);
  const auto twice = callSwap(WholeSwap(exchanged), swapCase, tensors);
  EXPECT_TRUE(sameBits(twice[0], tensorsOf(swapCase).operands[0]));
  EXPECT_TRUE(sameBits(twice[1], tensorsOf(swapCase).operands[1]));
}

TEST(CaseTensors, AreOfTheSwapsFamilyAndComplete) {
  const Case swapCase = firstWith(Family::Masked, {}).value();
  CaseTensors tensors = tensorsOf(swapCase);
  EXPECT_THROW(callSwap(WholeSwap(exchanged), swapCase, tensors), std::invalid_argument);
  const MaskedSwap idle = [](const auto& a, const auto& b, const auto&) { return TensorPair(a, b); };
  EXPECT_EQ(callSwap(idle, swapCase, tensors).size(), 2u);
  tensors.selection.clear();
  EXPECT_THROW(callSwap(idle, swapCase, tensors), std::invalid_argument);
  tensors = tensorsOf(swapCase);
  tensors.operands.pop_back();
  EXPECT_THROW(callSwap(idle, swapCase, tensors), std::invalid_argument);
}

TEST(CaseTensors, HaveTheLeavesOfViewsAsRoots) {
  const CaseTensors tensors = tensorsOf(firstWith(Family::Within, {"grad.view", "size.few"}).value());
  ASSERT_EQ(tensors.roots.size(), 1u);
  EXPECT_TRUE(tensors.roots[0].is_leaf());
  EXPECT_TRUE(tensors.roots[0].requires_grad());
  EXPECT_TRUE(tensors.operands[0].is_alias_of(tensors.roots[0]));
  EXPECT_FALSE(tensors.operands[0].is_leaf());
}

TEST(CaseTensors, InReadOnlyMemoryStayAsLongAsOneIsHeld) {
  const Case swapCase = firstWith(Family::Whole, {"memory.read-only", "size.few", "fill.distinct"}).value();
  const at::Tensor operand = tensorsOf(swapCase).operands[0];
  const at::Tensor before = operand.detach().clone();
  const CaseTensors others =
      tensorsOf(firstWith(Family::Whole, {"memory.read-only", "size.few", "fill.dyadic"}).value());
  EXPECT_TRUE(sameBits(operand, before));
}

TEST(CaseTensors, KeepTheOtherGraphThatHasSavedAnOperand) {
  CaseTensors tensors = tensorsOf(firstWith(Family::Within, {"grad.saved", "grad.leaf"}).value());
  const auto users = tensors.operands[0].use_count();
  tensors.keptAlive.reset();
  EXPECT_LT(tensors.operands[0].use_count(), users);
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
