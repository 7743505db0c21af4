// Defects have names, and a case can have those of its family.
#include "generators/case/defect.h"

#include <set>

#include "generators/stream/generate.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

std::set<Defect> possibleOn(const SwapCase& swapCase) {
  const std::vector<Defect> possible = possibleDefects(swapCase);
  return {possible.begin(), possible.end()};
}

SwapCase caseOfShape(const Shape& shape, Selection selection) {
  SwapCase swapCase = plainCase(std::move(selection));
  swapCase.shape = shape;
  for (Operand& operand : swapCase.operands) operand.layout = contiguousLayout(shape.size());
  return swapCase;
}

TEST(DefectNamed, FindsEveryDefectByItsNameAndNothingElse) {
  std::set<std::string_view> names;
  for (int k = 0; k < kDefectCount; ++k) {
    const auto defect = static_cast<Defect>(k);
    EXPECT_TRUE(names.insert(defectName(defect)).second) << defectName(defect);
    EXPECT_EQ(defectNamed(defectName(defect)), defect);
  }
  for (const char* name : {"", "None", "other", "other-shape "}) EXPECT_EQ(defectNamed(name), std::nullopt) << name;
}

TEST(IsPossible, NoDefectIsPossibleEverywhere) {
  for (Family family : kFamilies) EXPECT_TRUE(isPossible(Defect::None, caseAt(1, 0, family)));
}

TEST(IsPossible, AWholeSwapCanOnlyHaveDefectsOfItsOperands) {
  EXPECT_EQ(possibleOn(plainCase(WholeSelection{})),
            (std::set{Defect::OtherShape, Defect::BroadcastSize, Defect::OtherRank, Defect::OtherDType,
                      Defect::OtherDevice, Defect::UndefinedA, Defect::UndefinedB}));
}

TEST(IsPossible, EveryDefectIsOfSomeCase) {
  std::set<Defect> seen;
  for (Family family : kFamilies)
    for (const SwapCase& swapCase : std::span(manyCases(family)).first(500)) seen.merge(possibleOn(swapCase));
  EXPECT_EQ(seen.size(), kDefectCount - 1u);
}

TEST(IsPossible, SizesOf1ClashWithNothing) {
  EXPECT_FALSE(isPossible(Defect::OtherShape, caseOfShape({1, 1}, WholeSelection{})));
  EXPECT_FALSE(isPossible(Defect::OtherShape, caseOfShape({}, WholeSelection{})));
  EXPECT_TRUE(isPossible(Defect::OtherShape, caseOfShape({1, 0}, WholeSelection{})));
  EXPECT_FALSE(isPossible(Defect::MaskOtherShape, caseOfShape({1}, MaskSelection{MaskPattern::All, {1}})));
  EXPECT_TRUE(isPossible(Defect::MaskLarger, caseOfShape({1}, MaskSelection{MaskPattern::All, {1}})));
}

TEST(IsPossible, ASizeBroadcastsWhereThereIsADimension) {
  EXPECT_FALSE(isPossible(Defect::BroadcastSize, caseOfShape({}, WholeSelection{})));
  EXPECT_TRUE(isPossible(Defect::BroadcastSize, caseOfShape({1}, WholeSelection{})));
  EXPECT_TRUE(isPossible(Defect::OtherRank, caseOfShape({}, WholeSelection{})));
}

TEST(IsPossible, TwoIndexTensorsOrSlicesAreNeededToClash) {
  EXPECT_FALSE(isPossible(Defect::IndexOtherShape, plainCase(IndexSelection{.shapes = flatIndexShapes(1, 1)})));
  EXPECT_TRUE(isPossible(Defect::IndexOtherShape, plainCase(IndexSelection{.shapes = flatIndexShapes(2, 1)})));
  EXPECT_FALSE(isPossible(Defect::SliceInBoth, plainCase(PairSelection{.pairs = 0})));
  EXPECT_TRUE(isPossible(Defect::SliceInBoth, plainCase(PairSelection{.pairs = 1})));
  EXPECT_FALSE(isPossible(Defect::SliceTwiceInI, plainCase(PairSelection{.pairs = 1})));
  EXPECT_TRUE(isPossible(Defect::SliceTwiceInI, caseOfShape({4}, PairSelection{.pairs = 2})));
}

}  // namespace
}  // namespace swapcheck
