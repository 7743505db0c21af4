// Drawn cases are possible, and what is impossible is named by field.
#include <gtest/gtest.h>

#include "generators/testing.h"

namespace swapcheck {
namespace {

std::string fieldOfProblem(const SwapCase& swapCase) {
  const auto problem = problemOf(swapCase);
  return problem ? problem->field : "";
}

class DrawnCases : public testing::TestWithParam<Family> {};

TEST_P(DrawnCases, AreAllPossible) {
  for (const SwapCase& swapCase : manyCases(GetParam())) ASSERT_EQ(fieldOfProblem(swapCase), "") << toJson(swapCase);
}

TEST_P(DrawnCases, StayAsTheyAreWhenFitted) {
  for (const SwapCase& swapCase : manyCases(GetParam())) ASSERT_EQ(fitted(swapCase), swapCase);
}

INSTANTIATE_TEST_SUITE_P(Families, DrawnCases, testing::ValuesIn(kFamilies), &familySuffix);

TEST(CaseProblem, ThereIsNoneInAPlainCase) {
  EXPECT_EQ(fieldOfProblem(plainCase(WholeSelection{})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(MaskSelection{MaskPattern::One, {2, 1}})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.tensors = 2, .length = 6})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(PairSelection{.dim = -2})), "");
}

TEST(CaseProblem, DistinctIndicesCannotOutnumberThePlaces) {
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.tensors = 1, .length = 2})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.tensors = 1, .length = 3})), "index.length");
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.pattern = IndexPattern::Random, .length = 3})), "");
}

TEST(CaseProblem, ARepeatedIndexNeedsTwoEntries) {
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.pattern = IndexPattern::Repeated, .length = 1})), "index.length");
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.pattern = IndexPattern::Repeated, .length = 2})), "");
}

TEST(CaseProblem, NoIndexFitsAnEmptyDimension) {
  SwapCase swapCase = plainCase(IndexSelection{.pattern = IndexPattern::Random, .length = 1});
  swapCase.shape = {0, 3};
  EXPECT_EQ(fieldOfProblem(swapCase), "index.length");
  std::get<IndexSelection>(swapCase.selection).length = 0;
  EXPECT_EQ(fieldOfProblem(swapCase), "");
}

TEST(CaseProblem, AMaskOfOneElementCannotBeEmpty) {
  SwapCase swapCase = plainCase(MaskSelection{MaskPattern::One, {0, 3}});
  swapCase.shape = {0, 3};
  EXPECT_EQ(fieldOfProblem(swapCase), "mask.pattern");
}

TEST(CaseProblem, AStorageMayBeAsLargeAsTheLargestCase) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.shape = {1 << 12, 1 << 6};
  swapCase.operands[0].layout.step = {1 << 6, 1};
  EXPECT_EQ(fieldOfProblem(swapCase), "");
  swapCase.operands[0].layout.step = {1 << 6, 2};
  EXPECT_EQ(fieldOfProblem(swapCase), "operands[0].layout.step");
}

TEST(CaseProblem, NamesADefectThatTheCaseCannotHave) {
  SwapCase swapCase = plainCase(MaskSelection{MaskPattern::All, {2, 3}});
  for (Defect defect : {Defect::MaskLarger, Defect::IndexFloat, Defect::UndefinedX}) {
    swapCase.defect = defect;
    EXPECT_EQ(fieldOfProblem(swapCase), "defect.kind") << nameOf(defect);
  }
  swapCase.defect = Defect::MaskOtherShape;
  EXPECT_EQ(fieldOfProblem(swapCase), "");
}

TEST(Fitted, CutsASelectionToASmallerShape) {
  SwapCase masked = plainCase(MaskSelection{MaskPattern::Random, {2, 3}});
  masked.shape = {2, 2};
  EXPECT_EQ(std::get<MaskSelection>(fitted(masked).selection).shape, Shape({2, 2}));
  SwapCase indexed = plainCase(IndexSelection{.tensors = 2, .length = 6});
  indexed.shape = {2, 1};
  EXPECT_EQ(std::get<IndexSelection>(fitted(indexed).selection).length, 2);
  SwapCase within = plainCase(PairSelection{.dim = 1});
  within.shape = {2, 1};
  EXPECT_EQ(std::get<PairSelection>(fitted(within).selection).pairs, 0);
}

TEST(Fitted, DropsAutogradStateWhereThereAreNoGradients) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.dtype = DType::Int8;
  swapCase.operands[0].requiresGrad = swapCase.operands[0].saved = true;
  swapCase.operands[0].leaf = false;
  EXPECT_EQ(fitted(swapCase).operands[0], swapCase.operands[1]);
}

}  // namespace
}  // namespace swapcheck
