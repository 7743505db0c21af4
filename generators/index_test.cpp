// Indices and pairs of slices stand where they may.
#include "generators/index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <set>

#include "generators/draw.h"

namespace swapcheck {
namespace {

std::vector<int64_t> valuesOf(const HostTensor& tensor) {
  std::vector<int64_t> values(static_cast<size_t>(tensor.numel()));
  if (!values.empty()) std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
  return values;
}

/// The coordinates that each entry names, negative ones wrapped.
std::vector<std::vector<int64_t>> positionsNamed(const IndexSelection& selection, const Shape& shape) {
  std::vector<std::vector<int64_t>> positions(static_cast<size_t>(selection.length));
  const std::vector<HostTensor> tensors = indexTensorsOf(selection, shape);
  for (size_t d = 0; d < tensors.size(); ++d)
    for (size_t k = 0; k < positions.size(); ++k) {
      const int64_t index = valuesOf(tensors[d])[k];
      positions[k].push_back(index < 0 ? index + shape[d] : index);
    }
  return positions;
}

bool naiveRepeats(const IndexSelection& selection, const Shape& shape) {
  const auto positions = positionsNamed(selection, shape);
  return std::set(positions.begin(), positions.end()).size() < positions.size();
}

struct DrawnIndex {
  Shape shape;
  IndexSelection selection;
};

DrawnIndex drawIndex(uint64_t seed) {
  Draw draw(rc::Random{seed});
  DrawnIndex drawn{draw(genShape(1)), {}};
  drawn.selection = draw(genIndex(drawn.shape));
  return drawn;
}

RC_GTEST_PROP(Indices, AreInRangeAndOfOneLength, (uint64_t seed)) {
  const auto [shape, selection] = drawIndex(seed);
  const std::vector<HostTensor> tensors = indexTensorsOf(selection, shape);
  RC_ASSERT(tensors.size() == static_cast<size_t>(selection.tensors));
  for (size_t d = 0; d < tensors.size(); ++d) {
    RC_ASSERT(tensors[d].shape == Shape{selection.length});
    for (int64_t index : valuesOf(tensors[d])) RC_ASSERT(index >= -shape[d] && index < shape[d]);
  }
}

RC_GTEST_PROP(Indices, NameTheSamePositionsWhateverTheirSigns, (uint64_t seed)) {
  auto [shape, selection] = drawIndex(seed);
  selection.signs = IndexSigns::None;
  const auto positions = positionsNamed(selection, shape);
  for (IndexSigns signs : {IndexSigns::Some, IndexSigns::All}) {
    selection.signs = signs;
    RC_ASSERT(positionsNamed(selection, shape) == positions);
  }
}

RC_GTEST_PROP(Indices, AreNegativeAsTheirSignsSay, (uint64_t seed)) {
  auto [shape, selection] = drawIndex(seed);
  for (IndexSigns signs : {IndexSigns::None, IndexSigns::All}) {
    selection.signs = signs;
    for (const HostTensor& tensor : indexTensorsOf(selection, shape))
      for (int64_t index : valuesOf(tensor)) RC_ASSERT((index < 0) == (signs == IndexSigns::All));
  }
}

RC_GTEST_PROP(Indices, AreFoundToRepeatExactlyWhenAnEntryStandsTwice, (uint64_t seed)) {
  const auto [shape, selection] = drawIndex(seed);
  RC_ASSERT(namesPositionTwice(selection, shape) == naiveRepeats(selection, shape));
}

RC_GTEST_PROP(Indices, OfADistinctPatternNeverRepeat, (uint64_t seed)) {
  auto [shape, selection] = drawIndex(seed);
  selection.pattern = IndexPattern::Distinct;
  selection.length = maxIndexLength(selection, shape);
  RC_ASSERT(!naiveRepeats(selection, shape));
}

RC_GTEST_PROP(Indices, OfARepeatedPatternAlwaysRepeat, (uint64_t seed)) {
  auto [shape, selection] = drawIndex(seed);
  selection.pattern = IndexPattern::Repeated;
  if (maxIndexLength(selection, shape) == 0) return;
  for (int64_t length : {minIndexLength(selection), int64_t{7}}) {
    selection.length = length;
    RC_ASSERT(naiveRepeats(selection, shape));
  }
}

TEST(Indices, OfSomeSignsHaveBoth) {
  const IndexSelection selection{IndexPattern::Distinct, 2, 12, IndexSigns::Some, 5};
  for (const HostTensor& tensor : indexTensorsOf(selection, {3, 4})) {
    const std::vector<int64_t> values = valuesOf(tensor);
    EXPECT_LT(*std::min_element(values.begin(), values.end()), 0);
    EXPECT_GE(*std::max_element(values.begin(), values.end()), 0);
  }
}

TEST(Indices, OfSeedZeroAreInOrder) {
  EXPECT_EQ(valuesOf(indexTensorsOf({.tensors = 1, .length = 3}, {5}).front()), std::vector<int64_t>({0, 1, 2}));
  EXPECT_EQ(valuesOf(indexTensorsOf({IndexPattern::Random, 1, 4}, {3}).front()), std::vector<int64_t>({0, 1, 2, 0}));
  EXPECT_EQ(valuesOf(indexTensorsOf({IndexPattern::Repeated, 1, 3}, {5}).front()), std::vector<int64_t>({0, 1, 0}));
}

TEST(Indices, OfAFullDistinctSelectionNameEveryElement) {
  const IndexSelection selection{IndexPattern::Distinct, 2, 12, IndexSigns::Some, 5};
  const auto positions = positionsNamed(selection, {3, 4});
  EXPECT_EQ(std::set(positions.begin(), positions.end()).size(), 12u);
}

TEST(Indices, OfAnEmptyDimensionAreEmpty) {
  const IndexSelection selection{.tensors = 2, .length = 0, .seed = 9};
  EXPECT_EQ(maxIndexLength(selection, {0, 4}), 0);
  for (const HostTensor& tensor : indexTensorsOf(selection, {0, 4})) EXPECT_EQ(tensor.shape, Shape({0}));
  EXPECT_FALSE(namesPositionTwice(selection, {0, 4}));
}

TEST(Pairs, AreEmptyWhereThereIsNoRoom) {
  const auto [i, j] = pairTensorsOf({.dim = 0, .pairs = 0, .seed = 4}, {1, 5});
  EXPECT_EQ(i.shape, Shape({0}));
  EXPECT_EQ(j.shape, Shape({0}));
}

RC_GTEST_PROP(Pairs, AreDisjointInRangeAndNotNegative, (uint64_t seed)) {
  Draw draw(rc::Random{seed});
  const Shape shape = draw(genShape(1));
  const PairSelection selection = draw(genPairs(shape));
  const auto [i, j] = pairTensorsOf(selection, shape);
  RC_ASSERT(i.shape == Shape{selection.pairs});
  RC_ASSERT(j.shape == Shape{selection.pairs});
  std::set<int64_t> slices;
  for (const HostTensor* tensor : {&i, &j})
    for (int64_t slice : valuesOf(*tensor)) {
      RC_ASSERT(slice >= 0 && slice < shape[wrappedDim(selection.dim, shape)]);
      RC_ASSERT(slices.insert(slice).second);
    }
}

TEST(WrappedDim, CountsNegativeDimensionsFromTheEnd) {
  EXPECT_EQ(wrappedDim(0, {4, 5, 6}), 0u);
  EXPECT_EQ(wrappedDim(-1, {4, 5, 6}), 2u);
  EXPECT_EQ(wrappedDim(-3, {4, 5, 6}), 0u);
}

}  // namespace
}  // namespace swapcheck
