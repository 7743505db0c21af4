// Indices and pairs of slices stand where they may.
#include "generators/parts/index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "generators/parts/draw.h"

namespace swapcheck {
namespace {

using Position = std::vector<int64_t>;

/// The coordinates that each entry of index tensors of one shape names, negative ones wrapped.
std::vector<Position> positionsNamed(const IndexSelection& selection, const Shape& shape) {
  std::vector<Position> positions(static_cast<size_t>(entriesOf(selection)));
  const std::vector<HostTensor> tensors = indexTensorsOf(selection, shape);
  for (size_t d = 0; d < tensors.size(); ++d)
    for (size_t k = 0; k < positions.size(); ++k) {
      const int64_t index = indexValues(tensors[d]).at(k);
      positions[k].push_back(index < 0 ? index + shape[d] : index);
    }
  return positions;
}

/// How many different positions are named.
size_t countPositions(const IndexSelection& selection, const Shape& shape) {
  const auto positions = positionsNamed(selection, shape);
  return std::set(positions.begin(), positions.end()).size();
}

int64_t placesOf(const IndexSelection& selection, const Shape& shape) {
  return numelOf({shape.begin(), shape.begin() + static_cast<long>(selection.shapes.size())});
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

/// The drawn selection with another pattern, 1-D tensors and that many entries.
IndexSelection flat(IndexSelection selection, IndexPattern pattern, int64_t entries) {
  selection.pattern = pattern;
  selection.shapes = flatIndexShapes(selection.shapes.size(), entries);
  return selection;
}

RC_GTEST_PROP(Indices, AreInRangeAndOfTheirOwnShapes, (uint64_t seed)) {
  const auto [shape, selection] = drawIndex(seed);
  const std::vector<HostTensor> tensors = indexTensorsOf(selection, shape);
  RC_ASSERT(tensors.size() == selection.shapes.size());
  for (size_t d = 0; d < tensors.size(); ++d) {
    RC_ASSERT(tensors[d].dtype == DType::Int64);
    RC_ASSERT(tensors[d].shape == selection.shapes[d]);
    for (int64_t index : indexValues(tensors[d])) RC_ASSERT(index >= -shape[d] && index < shape[d]);
  }
}

RC_GTEST_PROP(Indices, NameTheSamePositionsWhateverTheirSigns, (uint64_t seed)) {
  auto [shape, selection] = drawIndex(seed);
  selection.signs = IndexSigns::None;
  const auto positions = namedPositions(indexTensorsOf(selection, shape), shape);
  for (IndexSigns signs : {IndexSigns::Some, IndexSigns::All}) {
    selection.signs = signs;
    RC_ASSERT(namedPositions(indexTensorsOf(selection, shape), shape) == positions);
  }
}

RC_GTEST_PROP(Indices, AreNegativeAsTheirSignsSay, (uint64_t seed)) {
  auto [shape, selection] = drawIndex(seed);
  for (IndexSigns signs : {IndexSigns::None, IndexSigns::All}) {
    selection.signs = signs;
    for (const HostTensor& tensor : indexTensorsOf(selection, shape))
      for (int64_t index : indexValues(tensor)) RC_ASSERT((index < 0) == (signs == IndexSigns::All));
  }
}

RC_GTEST_PROP(Indices, OfADistinctPatternNeverRepeat, (uint64_t seed)) {
  const auto [shape, drawn] = drawIndex(seed);
  const int64_t places = placesOf(drawn, shape);
  RC_ASSERT(mostEntries(flat(drawn, IndexPattern::Distinct, 0), shape) == places);
  for (int64_t entries : {places, places / 2})
    RC_ASSERT(countPositions(flat(drawn, IndexPattern::Distinct, entries), shape) == static_cast<size_t>(entries));
}

RC_GTEST_PROP(Indices, OfARepeatedPatternAlwaysRepeat, (uint64_t seed)) {
  const auto [shape, drawn] = drawIndex(seed);
  RC_PRE(placesOf(drawn, shape) > 0);
  for (int64_t entries : {2, 7}) {
    const auto positions = positionsNamed(flat(drawn, IndexPattern::Repeated, entries), shape);
    RC_ASSERT(positions.front() == positions.back());
  }
}

RC_GTEST_PROP(Indices, OfALastPatternBeginAtTheLastPositionAndNeverRepeat, (uint64_t seed)) {
  const auto [shape, drawn] = drawIndex(seed);
  const int64_t places = placesOf(drawn, shape);
  RC_PRE(places > 0);
  for (int64_t entries : {int64_t{1}, (places + 1) / 2, places}) {
    const IndexSelection selection = flat(drawn, IndexPattern::Last, entries);
    RC_ASSERT(namedPositions(indexTensorsOf(selection, shape), shape).front() == places - 1);
    RC_ASSERT(countPositions(selection, shape) == static_cast<size_t>(entries));
  }
}

RC_GTEST_PROP(Indices, OfEverythingNameEveryPositionOnce, (uint64_t seed)) {
  const auto [shape, drawn] = drawIndex(seed);
  const int64_t places = placesOf(drawn, shape);
  const IndexSelection selection = flat(drawn, IndexPattern::Everything, places);
  RC_ASSERT(fewestEntries(selection, shape) == places);
  RC_ASSERT(mostEntries(selection, shape) == places);
  RC_ASSERT(countPositions(selection, shape) == static_cast<size_t>(places));
}

RC_GTEST_PROP(Indices, OfACoverNameEveryPositionOnceOrTwice, (uint64_t seed)) {
  const auto [shape, drawn] = drawIndex(seed);
  const int64_t places = placesOf(drawn, shape);
  RC_PRE(places > 0);
  for (int64_t entries : {places + 1, 2 * places}) {
    std::map<Position, int64_t> times;
    for (const Position& position : positionsNamed(flat(drawn, IndexPattern::Cover, entries), shape)) ++times[position];
    RC_ASSERT(static_cast<int64_t>(times.size()) == places);
    for (const auto& [position, count] : times) RC_ASSERT(count <= 2);
  }
}

TEST(Indices, OfACoverDoNotKeepTheirRepeatsToTheEnd) {
  const IndexSelection selection{IndexPattern::Cover, {{12}}, IndexSigns::None, 5};
  const auto positions = positionsNamed(selection, {8});
  EXPECT_LT(std::set(positions.begin(), positions.begin() + 8).size(), 8u);
}

TEST(Indices, OfSomeSignsHaveBoth) {
  const IndexSelection selection{IndexPattern::Distinct, {{12}, {12}}, IndexSigns::Some, 5};
  for (const HostTensor& tensor : indexTensorsOf(selection, {3, 4})) {
    const std::vector<int64_t> values = indexValues(tensor);
    EXPECT_LT(*std::min_element(values.begin(), values.end()), 0);
    EXPECT_GE(*std::max_element(values.begin(), values.end()), 0);
  }
}

TEST(Indices, OfSeedZeroAreInOrder) {
  const auto inOrder = [](IndexPattern pattern, int64_t entries, int64_t places) {
    return indexValues(indexTensorsOf({pattern, {{entries}}}, {places}).front());
  };
  EXPECT_EQ(inOrder(IndexPattern::Distinct, 3, 5), std::vector<int64_t>({0, 1, 2}));
  EXPECT_EQ(inOrder(IndexPattern::Random, 4, 3), std::vector<int64_t>({0, 1, 2, 0}));
  EXPECT_EQ(inOrder(IndexPattern::Repeated, 3, 5), std::vector<int64_t>({0, 1, 0}));
  EXPECT_EQ(inOrder(IndexPattern::Last, 3, 5), std::vector<int64_t>({4, 1, 2}));
  EXPECT_EQ(inOrder(IndexPattern::Everything, 3, 3), std::vector<int64_t>({0, 1, 2}));
  EXPECT_EQ(inOrder(IndexPattern::Cover, 5, 3), std::vector<int64_t>({0, 1, 2, 0, 1}));
}

TEST(Indices, OfTensorsThatAreStretchedMakeAnOuterProduct) {
  const IndexSelection selection{.pattern = IndexPattern::Everything, .shapes = {{2, 1}, {3}}};
  const std::vector<HostTensor> tensors = indexTensorsOf(selection, {2, 3, 4});
  EXPECT_EQ(indexValues(tensors[0]), std::vector<int64_t>({0, 1}));
  EXPECT_EQ(indexValues(tensors[1]), std::vector<int64_t>({0, 1, 2}));
  EXPECT_EQ(namedPositions(tensors, {2, 3, 4}), std::vector<int64_t>({0, 1, 2, 3, 4, 5}));
}

TEST(Indices, OfATensorTakeTheCoordinatesOfTheFirstEntryThatItStandsFor) {
  IndexSelection selection{IndexPattern::Random, {{3, 4}, {3, 4}}, IndexSigns::Some, 8};
  const std::vector<HostTensor> full = indexTensorsOf(selection, {5, 6});
  selection.shapes = {{3, 1}, {3, 4}};
  const std::vector<HostTensor> stretched = indexTensorsOf(selection, {5, 6});
  EXPECT_EQ(stretched[1], full[1]);
  for (size_t row = 0; row < 3; ++row) EXPECT_EQ(indexValues(stretched[0])[row], indexValues(full[0])[4 * row]);
}

TEST(Indices, OfAnEmptyDimensionAreEmpty) {
  const IndexSelection selection{.shapes = {{0}, {0}}, .seed = 9};
  EXPECT_EQ(mostEntries(selection, {0, 4}), 0);
  for (const HostTensor& tensor : indexTensorsOf(selection, {0, 4})) EXPECT_EQ(tensor.shape, Shape({0}));
}

TEST(Indices, ThatBroadcastWithAnEmptyTensorAreZero) {
  const IndexSelection selection{.shapes = {{}, {0}}, .signs = IndexSigns::All, .seed = 9};
  const std::vector<HostTensor> tensors = indexTensorsOf(selection, {3, 4});
  EXPECT_EQ(indexValues(tensors[0]), std::vector<int64_t>({-3}));
  EXPECT_TRUE(namedPositions(tensors, {3, 4}).empty());
}

TEST(NamedPositions, AreThoseOfTheIndicesBroadcastTogether) {
  const std::vector<HostTensor> index = {indexTensor({0, -1}, {2, 1}), indexTensor({2, 0, -2}), indexTensor({1}, {})};
  EXPECT_EQ(namedPositions(index, {3, 4, 5, 6}),
            std::vector<int64_t>({11, 1, 11, 2 * 20 + 11, 2 * 20 + 1, 2 * 20 + 11}));
}

RC_GTEST_PROP(GenIndex, IsFittedAlreadyAndHasAtMostTwoDimensions, (uint64_t seed)) {
  const auto [shape, selection] = drawIndex(seed);
  RC_ASSERT(fittedTo(selection, shape) == selection);
  for (const Shape& own : selection.shapes) RC_ASSERT(own.size() <= kMaxIndexDims);
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
    for (int64_t slice : indexValues(*tensor)) {
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
