// Masks choose as many elements as their pattern says.
#include "generators/parts/mask.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "generators/parts/draw.h"

namespace swapcheck {
namespace {

int64_t countTrue(const MaskSelection& selection) {
  const HostTensor mask = maskOf(selection);
  return std::count(mask.bytes.begin(), mask.bytes.end(), std::byte{1});
}

int64_t countFalse(const MaskSelection& selection) {
  const HostTensor mask = maskOf(selection);
  return std::count(mask.bytes.begin(), mask.bytes.end(), std::byte{0});
}

/// Right-aligned dimensions, each of equal size or 1 in the mask.
bool naiveBroadcastsTo(Shape mask, const Shape& shape) {
  while (mask.size() < shape.size()) mask.insert(mask.begin(), 1);
  if (mask.size() != shape.size()) return false;
  Shape together;
  for (size_t d = 0; d < shape.size(); ++d) {
    if (mask[d] != shape[d] && mask[d] != 1 && shape[d] != 1) return false;
    together.push_back(mask[d] == 1 ? shape[d] : mask[d]);
  }
  return together == shape;
}

TEST(Mask, OfAllAndOfNoneAreUniform) {
  for (const Shape& shape : {Shape{}, Shape{0}, Shape{3, 4}}) {
    EXPECT_EQ(countTrue({MaskPattern::All, shape, 50, 3}), numelOf(shape));
    EXPECT_EQ(countFalse({MaskPattern::None, shape, 50, 3}), numelOf(shape));
  }
}

TEST(Mask, OfOneIsTrueOnceWhateverTheSeed) {
  for (uint64_t seed : {uint64_t{0}, uint64_t{11}, uint64_t{12}, UINT64_MAX}) {
    EXPECT_EQ(countTrue({MaskPattern::One, {3, 4}, 50, seed}), 1);
    EXPECT_EQ(countFalse({MaskPattern::One, {3, 4}, 50, seed}), 11);
    EXPECT_EQ(countTrue({MaskPattern::One, {}, 50, seed}), 1);
  }
}

TEST(Mask, OfOneReachesEveryElement) {
  std::vector<std::byte> everTrue(12);
  for (uint64_t seed = 0; seed < 12; ++seed) {
    const HostTensor mask = maskOf({MaskPattern::One, {3, 4}, 50, seed});
    for (size_t k = 0; k < everTrue.size(); ++k) everTrue[k] |= mask.bytes[k];
  }
  EXPECT_EQ(everTrue, std::vector<std::byte>(12, std::byte{1}));
}

TEST(Mask, OfNoDensityIsFalseAndOfFullDensityIsTrue) {
  EXPECT_EQ(countTrue({MaskPattern::Random, {100, 100}, 0, 3}), 0);
  EXPECT_EQ(countTrue({MaskPattern::Random, {100, 100}, 100, 3}), 10000);
}

TEST(Mask, IsTrueAsOftenAsItsDensitySays) {
  for (int64_t percent : {1, 10, 50, 90, 99})
    EXPECT_NEAR(static_cast<double>(countTrue({MaskPattern::Random, {100, 100}, percent, 3})),
                100.0 * static_cast<double>(percent), 250);
}

std::vector<int> valuesOf(const HostTensor& mask) {
  std::vector<int> values;
  for (std::byte byte : mask.bytes) values.push_back(std::to_integer<int>(byte));
  return values;
}

TEST(Mask, OfACheckerboardAlternatesAlongEveryDimension) {
  EXPECT_EQ(valuesOf(maskOf({MaskPattern::Checkerboard, {3, 2}, 50, 0})), std::vector<int>({1, 0, 0, 1, 1, 0}));
  EXPECT_EQ(valuesOf(maskOf({MaskPattern::Checkerboard, {3, 2}, 50, 7})), std::vector<int>({0, 1, 1, 0, 0, 1}));
  EXPECT_EQ(countTrue({MaskPattern::Checkerboard, {}, 50, 0}), 1);
}

/// Lengths of the runs of equal elements but the first and the last, which may be cut.
std::vector<int> innerRunsOf(const std::vector<int>& values) {
  std::vector<int> lengths = {1};
  for (size_t k = 1; k < values.size(); ++k)
    if (values[k] == values[k - 1])
      ++lengths.back();
    else
      lengths.push_back(1);
  return {lengths.begin() + 1, lengths.end() - 1};
}

TEST(Mask, OfRunsHasRunsOfEveryLengthFromOneToEight) {
  for (uint64_t seed : {0, 1, 2}) {
    const std::vector<int> lengths = innerRunsOf(valuesOf(maskOf({MaskPattern::Runs, {100, 10}, 50, seed})));
    EXPECT_EQ(std::set(lengths.begin(), lengths.end()), std::set({1, 2, 3, 4, 5, 6, 7, 8})) << seed;
  }
}

TEST(Mask, OfRunsBeginsWithEitherValue) {
  EXPECT_NE(valuesOf(maskOf({MaskPattern::Runs, {1}, 50, 0})), valuesOf(maskOf({MaskPattern::Runs, {1}, 50, 1})));
}

TEST(Mask, OfAThresholdIsTrueWhereOperandAIsGreaterThanAtTheChosenPlace) {
  const HostTensor a = tensorOf(DType::Int32, {2, 3}, {5, -2, 7, 0, 5, 6});
  EXPECT_EQ(valuesOf(maskOf({MaskPattern::Threshold, {2, 3}, 50, 0}, a)), std::vector<int>({0, 0, 1, 0, 0, 1}));
  EXPECT_EQ(valuesOf(maskOf({MaskPattern::Threshold, {2, 3}, 50, 7}, a)), std::vector<int>({1, 0, 1, 1, 1, 1}));
}

TEST(Mask, OfAThresholdComparesRealPartsAndNeverNaN) {
  const HostTensor complex = tensorOf(DType::Complex64, {3}, {1, 9, 2, -9, 1, 10});
  EXPECT_EQ(valuesOf(maskOf({MaskPattern::Threshold, {3}, 50, 0}, complex)), std::vector<int>({0, 1, 0}));
  const HostTensor withNaN = tensorOf(DType::Float32, {3}, {NAN, -1, INFINITY});
  EXPECT_EQ(valuesOf(maskOf({MaskPattern::Threshold, {3}, 50, 0}, withNaN)), std::vector<int>({0, 0, 0}));
  EXPECT_EQ(valuesOf(maskOf({MaskPattern::Threshold, {3}, 50, 1}, withNaN)), std::vector<int>({0, 0, 1}));
}

TEST(Mask, OfAThresholdInAnEmptyOperandIsEmpty) {
  EXPECT_EQ(maskOf({MaskPattern::Threshold, {0, 3}}, zeroTensor(DType::Float32, {0, 3})),
            zeroTensor(DType::Bool, {0, 3}));
}

TEST(Mask, LooksAtOperandAOnlyForAThreshold) {
  for (int k = 0; k < kMaskPatternCount; ++k) {
    const MaskSelection selection{static_cast<MaskPattern>(k), {3, 4}, 50, 3};
    if (selection.pattern == MaskPattern::Threshold)
      EXPECT_THROW(maskOf(selection), std::invalid_argument);
    else
      EXPECT_EQ(maskOf(selection), maskOf(selection, tensorOf(DType::Int8, {1}, {4})))
          << maskPatternName(selection.pattern);
  }
}

TEST(Mask, DependsOnItsSeedAndOnNothingElse) {
  EXPECT_EQ(maskOf({MaskPattern::Random, {50}, 50, 3}), maskOf({MaskPattern::Random, {50}, 50, 3}));
  EXPECT_NE(maskOf({MaskPattern::Random, {50}, 50, 3}), maskOf({MaskPattern::Random, {50}, 50, 4}));
}

TEST(Broadcasting, AgreesWithAlignedDimensionsForAllSmallShapes) {
  std::vector<Shape> shapes = {{}};
  for (size_t k = 0; k < shapes.size() && shapes[k].size() < 3; ++k)
    for (int64_t size : {0, 1, 2, 3}) {
      Shape longer = shapes[k];
      longer.push_back(size);
      shapes.push_back(longer);
    }
  for (const Shape& mask : shapes)
    for (const Shape& shape : shapes)
      EXPECT_EQ(broadcastsTo(mask, shape), naiveBroadcastsTo(mask, shape))
          << toString(mask) << " to " << toString(shape);
}

RC_GTEST_PROP(GenMask, BroadcastsToItsOperandsWithADensityBetweenTheExtremes, (uint64_t seed)) {
  Draw draw(rc::Random{seed});
  const Shape shape = draw(genShape(0));
  const MaskSelection mask = draw(genMask(shape));
  RC_ASSERT(broadcastsTo(mask.shape, shape));
  RC_ASSERT(mask.densityPercent >= 1 && mask.densityPercent <= 99);
  RC_ASSERT(mask.pattern != MaskPattern::Threshold || mask.shape == shape);
  RC_ASSERT(fittedTo(mask, shape) == mask);
}

}  // namespace
}  // namespace swapcheck
