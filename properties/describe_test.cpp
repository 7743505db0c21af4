// The inputs of a case as a person reads them.
#include "properties/describe.h"

#include "generators/testing.h"

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
