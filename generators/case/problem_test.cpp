// Drawn cases are possible, and what is impossible is named by field.
#include <gtest/gtest.h>

#include "tests/support/generators.h"

namespace swapcheck {
namespace {

std::string fieldOfProblem(const SwapCase& swapCase) {
  const auto problem = problemOf(swapCase);
  return problem ? problem->field : "";
}

class DrawnCases : public testing::TestWithParam<Family> {};

TEST_P(DrawnCases, AreAllPossible) {
  for (const SwapCase& swapCase : manyCases(GetParam())) ASSERT_EQ(fieldOfProblem(swapCase), "") << jsonText(swapCase);
}

TEST_P(DrawnCases, StayAsTheyAreWhenFitted) {
  for (const SwapCase& swapCase : manyCases(GetParam())) ASSERT_EQ(fitted(swapCase), swapCase);
}

INSTANTIATE_TEST_SUITE_P(Families, DrawnCases, testing::ValuesIn(kFamilies), &familySuffix);

TEST(CaseProblem, ThereIsNoneInAPlainCase) {
  EXPECT_EQ(fieldOfProblem(plainCase(WholeSelection{})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(MaskSelection{MaskPattern::One, {2, 1}})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.shapes = {{2, 3}, {3}}})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(PairSelection{.dim = -2})), "");
}

/// The field of the problem of that many entries of a pattern, in one index tensor of an operand of 2 places.
std::string problemOfEntries(IndexPattern pattern, int64_t entries) {
  return fieldOfProblem(plainCase(IndexSelection{.pattern = pattern, .shapes = {{entries}}}));
}

TEST(CaseProblem, EveryIndexPatternHasItsOwnLimits) {
  struct Limits {
    IndexPattern pattern;
    int64_t fewest, most;
  };
  for (const Limits& limits : {Limits{IndexPattern::Distinct, 0, 2}, Limits{IndexPattern::Random, 0, 256},
                               Limits{IndexPattern::Repeated, 2, 256}, Limits{IndexPattern::Last, 1, 2},
                               Limits{IndexPattern::Everything, 2, 2}, Limits{IndexPattern::Cover, 3, 4}}) {
    EXPECT_EQ(problemOfEntries(limits.pattern, limits.fewest), "") << indexPatternName(limits.pattern);
    EXPECT_EQ(problemOfEntries(limits.pattern, limits.most), "") << indexPatternName(limits.pattern);
    EXPECT_EQ(problemOfEntries(limits.pattern, limits.most + 1), "index.shapes") << indexPatternName(limits.pattern);
    if (limits.fewest > 0) {
      EXPECT_EQ(problemOfEntries(limits.pattern, limits.fewest - 1), "index.shapes")
          << indexPatternName(limits.pattern);
    }
  }
}

TEST(CaseProblem, EntriesAreThoseOfTheShapeThatIndexTensorsBroadcastTo) {
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.shapes = {{2, 1}, {3}}})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.shapes = {{2, 1}, {4}}})), "index.shapes");
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.shapes = {{}, {3}}})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(IndexSelection{.shapes = {{2}, {3}}})), "index.shapes");
}

TEST(CaseProblem, AnIndexTensorBroadcastWithAnEmptyOneNeedsAPlace) {
  SwapCase swapCase = plainCase(IndexSelection{.shapes = {{0}, {}}});
  EXPECT_EQ(fieldOfProblem(swapCase), "");
  swapCase.shape = {2, 0};
  EXPECT_EQ(fieldOfProblem(swapCase), "index.shapes[1]");
}

TEST(CaseProblem, NoIndexFitsAnEmptyDimension) {
  SwapCase swapCase = plainCase(IndexSelection{.pattern = IndexPattern::Random});
  swapCase.shape = {0, 3};
  EXPECT_EQ(fieldOfProblem(swapCase), "index.shapes");
  std::get<IndexSelection>(swapCase.selection).shapes = {{0}};
  EXPECT_EQ(fieldOfProblem(swapCase), "");
}

TEST(CaseProblem, AMaskOfOneElementCannotBeEmpty) {
  SwapCase swapCase = plainCase(MaskSelection{MaskPattern::One, {0, 3}});
  swapCase.shape = {0, 3};
  EXPECT_EQ(fieldOfProblem(swapCase), "mask.pattern");
}

TEST(CaseProblem, AThresholdNeedsAMaskOfTheOperandsShape) {
  EXPECT_EQ(fieldOfProblem(plainCase(MaskSelection{MaskPattern::Threshold, {2, 3}})), "");
  EXPECT_EQ(fieldOfProblem(plainCase(MaskSelection{MaskPattern::Threshold, {3}})), "mask.shape");
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
    EXPECT_EQ(fieldOfProblem(swapCase), "defect.kind") << defectName(defect);
  }
  swapCase.defect = Defect::MaskOtherShape;
  EXPECT_EQ(fieldOfProblem(swapCase), "");
}

TEST(Fitted, CutsASelectionToASmallerShape) {
  SwapCase masked = plainCase(MaskSelection{MaskPattern::Random, {2, 3}});
  masked.shape = {2, 2};
  EXPECT_EQ(std::get<MaskSelection>(fitted(masked).selection).shape, Shape({2, 2}));
  SwapCase indexed = plainCase(IndexSelection{.shapes = {{2, 3}, {3}}});
  indexed.shape = {2, 1};
  EXPECT_EQ(std::get<IndexSelection>(fitted(indexed).selection).shapes, flatIndexShapes(2, 2));
  SwapCase within = plainCase(PairSelection{.dim = 1});
  within.shape = {2, 1};
  EXPECT_EQ(std::get<PairSelection>(fitted(within).selection).pairs, 0);
}

SwapCase fittedTo(SwapCase swapCase, const Shape& shape) {
  swapCase.shape = shape;
  return fitted(std::move(swapCase));
}

TEST(Fitted, KeepsThatEveryPositionIsNamed) {
  const SwapCase everything = plainCase(IndexSelection{.pattern = IndexPattern::Everything, .shapes = {{2, 3}, {3}}});
  EXPECT_EQ(fitted(everything), everything);
  for (const Shape& shape : {Shape{1, 3}, Shape{4, 3}})
    EXPECT_EQ(std::get<IndexSelection>(fittedTo(everything, shape).selection),
              (IndexSelection{.pattern = IndexPattern::Everything, .shapes = flatIndexShapes(2, numelOf(shape))}));
  const SwapCase cover = plainCase(IndexSelection{.pattern = IndexPattern::Cover, .shapes = flatIndexShapes(2, 8)});
  EXPECT_EQ(std::get<IndexSelection>(fittedTo(cover, {1, 3}).selection).shapes, flatIndexShapes(2, 6));
  EXPECT_EQ(std::get<IndexSelection>(fittedTo(cover, {4, 3}).selection).shapes, flatIndexShapes(2, 13));
}

TEST(Fitted, GivesUpAPatternWithoutPlaces) {
  for (int k = 0; k < kIndexPatternCount; ++k) {
    SwapCase swapCase = plainCase(IndexSelection{.pattern = static_cast<IndexPattern>(k), .shapes = {{2, 2}, {}}});
    swapCase = fittedTo(std::move(swapCase), {0, 3});
    EXPECT_EQ(entriesOf(std::get<IndexSelection>(swapCase.selection)), 0) << k;
    EXPECT_EQ(fieldOfProblem(swapCase), "") << k;
  }
}

TEST(Fitted, StretchesAThresholdToTheOperands) {
  const SwapCase swapCase = plainCase(MaskSelection{MaskPattern::Threshold, {3}});
  EXPECT_EQ(std::get<MaskSelection>(fitted(swapCase).selection).shape, Shape({2, 3}));
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
