// Layouts give every element a place of its own.
#include "generators/parts/layout.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "generators/parts/draw.h"
#include "generators/parts/strided.h"

namespace swapcheck {
namespace {

/// Places of all elements in the storage, in row-major order.
std::vector<int64_t> placesOf(const Shape& shape, const Layout& layout) {
  const Placement placement = placementOf(shape, layout);
  std::vector<int64_t> places;
  forEachOffset(shape, placement.strides, [&](int64_t offset) { places.push_back(placement.offset + offset); });
  return places;
}

struct DrawnLayout {
  Shape shape;
  Layout layout;
};

DrawnLayout drawLayout(uint64_t seed) {
  Draw draw(rc::Random{seed});
  DrawnLayout drawn{draw(genShape(0)), {}};
  drawn.layout = draw(genLayout(drawn.shape));
  return drawn;
}

RC_GTEST_PROP(ForEachOffset, VisitsTheDotProductOfCoordinatesAndStrides, (uint64_t seed)) {
  const auto [shape, layout] = drawLayout(seed);
  const std::vector<int64_t> strides = placementOf(shape, layout).strides;
  std::vector<int64_t> expected;
  for (int64_t flat = 0; flat < numelOf(shape); ++flat) {
    const std::vector<int64_t> at = coordinatesOf(flat, shape);
    expected.push_back(0);
    for (size_t d = 0; d < shape.size(); ++d) expected.back() += at[d] * strides[d];
  }
  std::vector<int64_t> visited;
  forEachOffset(shape, strides, [&](int64_t offset) { visited.push_back(offset); });
  RC_ASSERT(visited == expected);
}

RC_GTEST_PROP(Placement, PutsAllElementsIntoTheStorageBehindTheOffset, (uint64_t seed)) {
  const auto [shape, layout] = drawLayout(seed);
  for (int64_t place : placesOf(shape, layout)) {
    RC_ASSERT(place >= layout.offset);
    RC_ASSERT(place < placementOf(shape, layout).storageNumel);
  }
}

/// The most elements that are one place in memory, counted.
int64_t countedMultiplicity(const Shape& shape, const Layout& layout) {
  std::map<int64_t, int64_t> counts;
  int64_t most = 1;
  for (int64_t place : placesOf(shape, layout)) most = std::max(most, ++counts[place]);
  return most;
}

RC_GTEST_PROP(Placement, PutsTwoElementsInOnePlaceOnlyWhereItIsExpandedOrOverlaps, (uint64_t seed)) {
  const auto [shape, layout] = drawLayout(seed);
  const bool shares = isExpanded(layout, shape) || isOverlapping(layout, shape);
  RC_ASSERT((countedMultiplicity(shape, layout) > 1) == shares);
}

RC_GTEST_PROP(Placement, HasNoMoreElementsInOnePlaceThanItsMultiplicity, (uint64_t seed)) {
  const auto [shape, layout] = drawLayout(seed);
  if (numelOf(shape) > 0) RC_ASSERT(countedMultiplicity(shape, layout) <= maxMultiplicity(layout, shape));
}

RC_GTEST_PROP(Placement, OfAPermutedLayoutIsDense, (uint64_t seed)) {
  auto [shape, layout] = drawLayout(seed);
  std::fill(layout.step.begin(), layout.step.end(), int64_t{1});
  layout.window = 0;
  std::vector<int64_t> places = placesOf(shape, layout);
  std::sort(places.begin(), places.end());
  for (size_t k = 0; k < places.size(); ++k) RC_ASSERT(places[k] == layout.offset + static_cast<int64_t>(k));
  RC_ASSERT(placementOf(shape, layout).storageNumel == layout.offset + numelOf(shape));
}

RC_GTEST_PROP(Placement, OfAContiguousLayoutHasContiguousStrides, (uint64_t seed)) {
  const Shape shape = drawLayout(seed).shape;
  const Placement placement = placementOf(shape, contiguousLayout(shape.size()));
  RC_ASSERT(placement.strides == contiguousStrides(shape));
  RC_ASSERT(placement.offset == 0);
}

TEST(Placement, FollowsOrderStepAndOffset) {
  const Placement placement = placementOf({2, 3, 4}, {{2, 0, 1}, {1, 2, 3}, 5});
  EXPECT_EQ(placement.strides, std::vector<int64_t>({6, 2, 36}));
  EXPECT_EQ(placement.offset, 5);
  EXPECT_EQ(placement.storageNumel, 5 + 4 * 3 * 2 * 3 * 2);
}

TEST(Placement, OfA0DimTensorIsOneElementAfterItsOffset) {
  EXPECT_EQ(placementOf({}, {{}, {}, 3}).storageNumel, 4);
  EXPECT_TRUE(placementOf({}, {{}, {}, 3}).strides.empty());
}

TEST(Placement, OfAnEmptyTensorIsItsOffset) {
  EXPECT_EQ(placementOf({2, 0, 3}, {{0, 1, 2}, {2, 2, 2}, 3}).storageNumel, 3);
}

TEST(Placement, OfAStepOfZeroHasStrideZero) {
  const Placement placement = placementOf({4, 3}, {{0, 1}, {0, 1}, 2});
  EXPECT_EQ(placement.strides, std::vector<int64_t>({0, 1}));
  EXPECT_EQ(placement.storageNumel, 2 + 3);
}

TEST(Placement, OfWindowsIsThatOfUnfold) {
  // torch.arange(6).unfold(0, 3, 1): 4 windows of 3
  EXPECT_EQ(placesOf({4, 3}, {{0, 1}, {1, 1}, 0, 1}), std::vector<int64_t>({0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5}));
  EXPECT_EQ(placementOf({4, 3}, {{0, 1}, {1, 1}, 0, 1}).storageNumel, 6);
}

TEST(Layout, LosesADimension) {
  Layout layout{{2, 0, 1}, {1, 2, 3}, 5, 1};
  removeDimension(layout, 0);
  EXPECT_EQ(layout, (Layout{{1, 0}, {2, 3}, 5, 1}));
  removeDimension(layout, 1);
  EXPECT_EQ(layout, (Layout{{0}, {2}, 5, 0}));
}

TEST(Layout, KnowsChannelsLast) {
  EXPECT_TRUE(isChannelsLast({{0, 2, 3, 1}, {1, 1, 1, 1}}));
  EXPECT_TRUE(isChannelsLast({{0, 2, 3, 4, 1}, {1, 1, 1, 1, 1}}));
  EXPECT_FALSE(isChannelsLast({{0, 3, 2, 1}, {1, 1, 1, 1}}));
  EXPECT_FALSE(isChannelsLast({{0, 2, 3, 1}, {1, 1, 2, 1}}));
  EXPECT_FALSE(isChannelsLast({{0, 2, 1}, {1, 1, 1}}));
}

TEST(Layout, KnowsItsKinds) {
  EXPECT_TRUE(isExpanded({{0, 1}, {0, 1}}, {2, 3}));
  EXPECT_FALSE(isExpanded({{0, 1}, {0, 1}}, {1, 3}));
  EXPECT_TRUE(isOverlapping({{0, 1}, {1, 1}, 0, 2}, {2, 3}));
  EXPECT_FALSE(isOverlapping({{0, 1}, {1, 1}, 0, 3}, {2, 3}));

  EXPECT_TRUE(isContiguous(contiguousLayout(3)));
  EXPECT_TRUE(isContiguous({{0, 1}, {1, 1}, 4}));
  EXPECT_TRUE(isPermuted({{1, 0}, {1, 1}, 0}));
  EXPECT_FALSE(isContiguous({{1, 0}, {1, 1}, 0}));
  EXPECT_TRUE(isStepped({{0, 1}, {1, 2}, 0}));
  EXPECT_FALSE(isContiguous({{0, 1}, {1, 2}, 0}));
}

}  // namespace
}  // namespace swapcheck
