#include "generators/simplify/matters.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "generators/stream/generate.h"

namespace swapcheck {
namespace {

SwapCase masked(Shape shape) {
  SwapCase swapCase;
  swapCase.operands.resize(2);
  for (Operand& operand : swapCase.operands) operand.layout = contiguousLayout(shape.size());
  swapCase.selection = MaskSelection{MaskPattern::All, shape};
  swapCase.shape = std::move(shape);
  return swapCase;
}

using Names = std::vector<std::string>;

TEST(FeaturesThatMatter, AreNoneOfAPlainCase) { EXPECT_EQ(namesOf(featuresThatMatter(masked({2}))), Names()); }

TEST(FeaturesThatMatter, AreThoseThatASimplerCaseLacks) {
  SwapCase swapCase = masked({2, 2});
  swapCase.operands[1].layout.order = {1, 0};
  swapCase.dtype = DType::Float16;
  EXPECT_EQ(namesOf(featuresThatMatter(swapCase)),
            (Names{"rank.2", "dtype.float16", "layout.permuted", "layout.differ"}));
}

TEST(FeaturesThatMatter, NameTheSpecialNumberThatIsThere) {
  SwapCase swapCase = masked({});
  swapCase.fill = Fill::OneSpecial;
  swapCase.fillSeed = 1;
  EXPECT_EQ(namesOf(featuresThatMatter(swapCase)), (Names{"fill.special", "value.infinity"}));
}

FeatureSet lackedByLessSimpleCasesOf(const SwapCase& minimal) {
  FeatureSet lacked;
  for (const SwapCase& other : lessSimpleCases(minimal)) {
    EXPECT_FALSE(problemOf(other).has_value());
    lacked |= featuresOf(minimal) & ~featuresOf(other);
  }
  return lacked;
}

TEST(LessSimpleCases, LackWhatNoSimplerCaseCanLack) {
  EXPECT_EQ(namesOf(lackedByLessSimpleCasesOf(masked({}))), (Names{"rank.0", "dtype.float32", "grad.none"}));
  SwapCase broadcast = masked({1});
  std::get<MaskSelection>(broadcast.selection).shape = {};
  EXPECT_EQ(namesOf(lackedByLessSimpleCasesOf(broadcast)),
            (Names{"dtype.float32", "mask.broadcast", "mask.0-dim", "grad.none"}));
  const Names ofEmpty = namesOf(lackedByLessSimpleCasesOf(masked({0, 3})));
  EXPECT_NE(std::find(ofEmpty.begin(), ofEmpty.end(), "size.empty"), ofEmpty.end());
}

TEST(LessSimpleCases, ArePossibleForEveryCase) {
  for (uint64_t number = 0; number < 200; ++number)
    for (Family family : kFamilies)
      for (const SwapCase& other : lessSimpleCases(caseAt(1, number, family)))
        EXPECT_FALSE(problemOf(other).has_value());
}

TEST(FeaturesThatMatter, AreSomeOfTheCasesOwn) {
  for (uint64_t number = 0; number < 40; ++number)
    for (Family family : kFamilies) {
      const SwapCase swapCase = caseAt(1, number, family);
      EXPECT_TRUE((featuresThatMatter(swapCase) & ~featuresOf(swapCase)).none());
    }
}

}  // namespace
}  // namespace swapcheck
