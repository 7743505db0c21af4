// Sizes, strides and coordinates agree with one another.
#include "generators/parts/shape.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "generators/parts/draw.h"
#include "generators/parts/weights.h"

namespace swapcheck {
namespace {

TEST(Shape, OfA0DimTensorHasOneElement) {
  EXPECT_EQ(numelOf({}), 1);
  EXPECT_EQ(numelOf({2, 3, 4}), 24);
  EXPECT_EQ(numelOf({2, 0, 4}), 0);
}

TEST(Shape, IsWrittenAsAList) {
  EXPECT_EQ(toString({}), "[]");
  EXPECT_EQ(toString({2, 3}), "[2, 3]");
}

TEST(ContiguousStrides, SkipEmptyDimensionsAsLibTorchDoes) {
  EXPECT_EQ(contiguousStrides({2, 3, 4}), std::vector<int64_t>({12, 4, 1}));
  EXPECT_EQ(contiguousStrides({2, 0, 4}), std::vector<int64_t>({4, 4, 1}));
}

TEST(Coordinates, CountThroughTheInnermostDimensionFirst) {
  EXPECT_EQ(coordinatesOf(0, {2, 3}), std::vector<int64_t>({0, 0}));
  EXPECT_EQ(coordinatesOf(2, {2, 3}), std::vector<int64_t>({0, 2}));
  EXPECT_EQ(coordinatesOf(3, {2, 3}), std::vector<int64_t>({1, 0}));
  EXPECT_TRUE(coordinatesOf(0, {}).empty());
}

TEST(BroadcastShape, IsTheLargestOfEveryDimensionCountedFromTheLast) {
  EXPECT_EQ(broadcastShape({}), Shape());
  EXPECT_EQ(broadcastShape({{2, 1}, {3}, {}}), Shape({2, 3}));
  EXPECT_EQ(broadcastShape({{1}, {4, 1, 5}}), Shape({4, 1, 5}));
  EXPECT_EQ(broadcastShape({{0}, {1}}), Shape({0}));
  EXPECT_EQ(broadcastShape({{2}, {3}}), std::nullopt);
  EXPECT_EQ(broadcastShape({{0}, {3}}), std::nullopt);
  EXPECT_EQ(broadcastShape({{2, 3}, {2}}), std::nullopt);
}

TEST(BroadcastPosition, LeavesOutWhatIsStretched) {
  for (int64_t i = 0; i < 2; ++i)
    for (int64_t j = 0; j < 3; ++j) {
      EXPECT_EQ(broadcastPosition(3 * i + j, {2, 3}, {2, 3}), 3 * i + j);
      EXPECT_EQ(broadcastPosition(3 * i + j, {2, 3}, {3}), j);
      EXPECT_EQ(broadcastPosition(3 * i + j, {2, 3}, {2, 1}), i);
      EXPECT_EQ(broadcastPosition(3 * i + j, {2, 3}, {1, 3}), j);
      EXPECT_EQ(broadcastPosition(3 * i + j, {2, 3}, {}), 0);
    }
}

RC_GTEST_PROP(GenShape, StaysWithinRankSizeAndElements, (uint64_t seed)) {
  for (int minRank : {0, 1}) {
    const Shape shape = Draw(rc::Random{seed})(genShape(minRank));
    RC_ASSERT(shape.size() >= static_cast<size_t>(minRank) && shape.size() <= 5u);
    RC_ASSERT(numelOf(shape) <= weights::kMaxLargeNumel * 5 / 4);
    if (numelOf(shape) > weights::kMaxNumel) continue;
    for (int64_t size : shape) RC_ASSERT(size >= 0 && size < static_cast<int64_t>(std::size(weights::kDimension)));
  }
}

}  // namespace
}  // namespace swapcheck
