// The inputs of a case as a person reads them.
#include "properties/describe.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/generators.h"

namespace swapcheck {
namespace {

std::vector<std::string> namesOf(const std::vector<Grid>& grids) {
  std::vector<std::string> names;
  for (const Grid& grid : grids) names.push_back(grid.name);
  return names;
}

std::vector<Grid> described(const SwapCase& swapCase) { return describeInputs(PreparedCase(swapCase)); }

TEST(DescribeInputs, ShowsOperandsAndMask) {
  const std::vector<Grid> grids = described(plainCase(MaskSelection{MaskPattern::One, {3}, 50, 1}));
  ASSERT_EQ(grids.size(), 3u);
  EXPECT_EQ(grids[0], (Grid{"a", "float32", {2, 3}, {"1", "2", "3", "4", "5", "6"}, {1, 4}}));
  EXPECT_EQ(grids[1], (Grid{"b", "float32", {2, 3}, {"7", "8", "9", "10", "11", "12"}, {1, 4}}));
  EXPECT_EQ(grids[2], (Grid{"mask", "bool", {3}, {"false", "true", "false"}, {}}));
}

TEST(DescribeInputs, NumbersIndexTensors) {
  EXPECT_EQ(namesOf(described(plainCase(IndexSelection{.shapes = {{1}, {1}}}))),
            (std::vector<std::string>{"a", "b", "index 0", "index 1"}));
}

TEST(DescribeInputs, NamesTheDimensionOfAWithinSwapAsItWasGiven) {
  const std::vector<Grid> grids = described(plainCase(PairSelection{.dim = -1, .pairs = 1}));
  EXPECT_EQ(namesOf(grids), (std::vector<std::string>{"x", "i (along dim -1)", "j (along dim -1)"}));
  EXPECT_EQ(grids[0].marked, std::vector<int64_t>({0, 1, 3, 4}));
}

TEST(DescribeInputs, SaysWhatIsSpecialOfAnOperand) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.operands[0].layout = {{1, 0}, {1, 2}, 3};
  swapCase.operands[1] = {contiguousLayout(2), true, false, true};
  EXPECT_EQ(namesOf(described(swapCase)),
            (std::vector<std::string>{"a, strides [1, 4], storage offset 3",
                                      "b, requires grad, not a leaf, saved by another graph"}));
}

TEST(DescribeInputs, SaysWhichElementsAreOnePlaceInMemory) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.operands[0].layout.step = {0, 1};
  swapCase.operands[1].layout.window = 1;
  EXPECT_EQ(namesOf(described(swapCase)),
            (std::vector<std::string>{"a, strides [0, 1], expanded", "b, strides [1, 1], of overlapping windows"}));
}

TEST(DescribeInputs, SaysHowAnOperandStandsInAutograd) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.dtype = DType::Complex64;
  swapCase.operands[0] = {
      .layout = contiguousLayout(2), .requiresGrad = true, .leaf = false, .view = true, .conjugated = true};
  swapCase.operands[1] = {.layout = contiguousLayout(2), .inference = true, .negated = true};
  EXPECT_EQ(namesOf(described(swapCase)),
            (std::vector<std::string>{"a, lazily conjugated, requires grad, a view of a leaf",
                                      "b, lazily negated, an inference tensor"}));
}

TEST(DescribeInputs, SaysWhichMemoryTheOperandsShare) {
  SwapCase swapCase = plainCase(WholeSelection{});
  for (Operand& operand : swapCase.operands) operand.layout.offset = 3;
  swapCase.sharing = {Relation::Overlapping, 2, false};
  EXPECT_EQ(namesOf(described(swapCase)),
            (std::vector<std::string>{"a, storage offset 3",
                                      "b, storage offset 5, shares its storage with a, beginning 2 elements later"}));
  swapCase.sharing = {Relation::Same, 0, false};
  EXPECT_EQ(namesOf(described(swapCase)), (std::vector<std::string>{"a, storage offset 3", "b, the same tensor as a"}));
}

TEST(DescribeInputs, SaysHowTheSelectionLiesInMemory) {
  SwapCase swapCase = plainCase(MaskSelection{MaskPattern::One, {2, 3}, 50, 1});
  swapCase.selectionLayouts = {{{1, 0}, {1, 1}, 4}};
  EXPECT_EQ(namesOf(described(swapCase))[2], "mask, strides [1, 2], storage offset 4");
  swapCase = plainCase(IndexSelection{.shapes = flatIndexShapes(1, 2)});
  swapCase.sharing.selection = true;
  EXPECT_EQ(namesOf(described(swapCase))[2], "index 0, storage offset 4, in the storage of a");
}

TEST(DescribeInputs, SaysThatAMaskIsAnOperandItself) {
  SwapCase swapCase = plainCase(MaskSelection{MaskPattern::Threshold, {2, 3}, 50, 1});
  swapCase.dtype = DType::Bool;
  swapCase.sharing.selection = true;
  EXPECT_EQ(namesOf(described(swapCase))[2], "mask, in the memory of a");
}

TEST(DescribeInputs, SaysOnceThatAllIsReadOnly) {
  SwapCase swapCase = plainCase(MaskSelection{MaskPattern::One, {3}, 50, 1});
  swapCase.guarded = true;
  EXPECT_EQ(namesOf(described(swapCase)),
            (std::vector<std::string>{"a, in read-only pages like all inputs", "b", "mask"}));
}

std::vector<Grid> describedWith(SwapCase swapCase, Defect defect, uint64_t seed = 0) {
  swapCase.defect = defect;
  swapCase.defectSeed = seed;
  return described(swapCase);
}

TEST(DescribeInputs, ShowsWhatIsUndefined) {
  const std::vector<Grid> grids = describedWith(plainCase(WholeSelection{}), Defect::UndefinedB);
  ASSERT_EQ(grids.size(), 2u);
  EXPECT_EQ(grids[0], (Grid{"a", "float32", {2, 3}, {"1", "2", "3", "4", "5", "6"}, {}}));
  EXPECT_EQ(grids[1], (Grid{"b (undefined)", "no tensor", {}, {"none"}, {}}));
}

TEST(DescribeInputs, ShowsASpoiltMaskAsItIs) {
  const SwapCase swapCase = plainCase(MaskSelection{MaskPattern::One, {3}, 50, 1});
  EXPECT_EQ(describedWith(swapCase, Defect::MaskFloat)[2], (Grid{"mask", "float32", {3}, {"0", "1", "0"}, {}}));
  EXPECT_EQ(describedWith(swapCase, Defect::MaskDevice)[2],
            (Grid{"mask (on device meta)", "bool", {3}, {"?", "?", "?"}, {}}));
}

TEST(DescribeInputs, MarksTheIndexThatIsOutOfRange) {
  const SwapCase swapCase = plainCase(IndexSelection{.shapes = flatIndexShapes(1, 2)});
  EXPECT_EQ(describedWith(swapCase, Defect::IndexTooLarge, 4)[2], (Grid{"index 0", "int64", {2}, {"0", "9"}, {1}}));
  EXPECT_EQ(describedWith(swapCase, Defect::IndexNone).size(), 2u);
}

TEST(DescribeInputs, NamesTheDimensionThatXDoesNotHave) {
  EXPECT_EQ(namesOf(describedWith(plainCase(PairSelection{}), Defect::DimOutOfRange)),
            (std::vector<std::string>{"x", "i (along dim 2)", "j (along dim 2)"}));
}

RC_GTEST_PROP(DescribeInputs, ShowsEveryInputOfADefectiveCase, ()) {
  const PreparedCase prepared(*genDefectiveCase());
  RC_PRE(isSupported(prepared.swapCase.dtype));
  const Inputs inputs = materialise(prepared.swapCase, prepared.host);
  RC_ASSERT(describeInputs(prepared).size() == inputs.operands.size() + inputs.selection.size());
}

RC_GTEST_PROP(DescribeInputs, MarksWhatChangesPlacesInEveryOperandAndNothingInTheSelection, ()) {
  const PreparedCase prepared(*genAnyCase());
  const std::vector<Grid> grids = describeInputs(prepared);
  const size_t operands = prepared.host.operands.size();
  RC_ASSERT(grids.size() == operands + prepared.host.selection.size());
  for (size_t k = 0; k < grids.size(); ++k) {
    std::vector<int64_t> moved;
    for (int64_t i = 0; k < operands && i < std::min(prepared.routing.numel, kMaxGridCells); ++i) {
      const auto at = static_cast<int64_t>(k) * prepared.routing.numel + i;
      if (prepared.routing.source[static_cast<size_t>(at)] != at) moved.push_back(i);
    }
    RC_ASSERT(grids[k].marked == moved);
  }
}

}  // namespace
}  // namespace swapcheck
