#include "generators/index.h"

#include <algorithm>
#include <numeric>

#include "generators/hash.h"
#include "generators/weighted.h"
#include "generators/weights.h"

namespace swapcheck {
namespace {

/// Streams of the hash, so that positions and signs are independent of one another.
enum Stream : uint64_t { Shuffle, Position, Sign };

/// 0 to count-1 in an order that the seed chooses; in order for seed 0.
std::vector<int64_t> shuffled(int64_t count, uint64_t seed) {
  std::vector<int64_t> order(static_cast<size_t>(count));
  std::iota(order.begin(), order.end(), int64_t{0});
  if (seed != 0)
    for (size_t k = order.size(); k > 1; --k)  // Fisher and Yates
      std::swap(order[k - 1], order[hashOf(seed, Shuffle, k) % k]);
  return order;
}

Shape leadingShape(const IndexSelection& selection, const Shape& shape) {
  return {shape.begin(), shape.begin() + selection.tensors};
}

/// Flat positions in the leading dimensions, one an entry.
std::vector<int64_t> positionsOf(const IndexSelection& selection, int64_t places) {
  const auto length = static_cast<size_t>(selection.length);
  if (selection.pattern == IndexPattern::Distinct) {
    std::vector<int64_t> order = shuffled(places, selection.seed);
    order.resize(length);
    return order;
  }
  std::vector<int64_t> positions(length);
  for (size_t k = 0; k < length; ++k)
    positions[k] = selection.seed == 0 ? static_cast<int64_t>(k) % places
                                       : spread(hashOf(selection.seed, Position, k), 0, places - 1);
  if (selection.pattern == IndexPattern::Repeated) positions.back() = positions.front();
  return positions;
}

bool isNegative(const IndexSelection& selection, size_t entry, size_t tensor) {
  switch (selection.signs) {
    case IndexSigns::None: return false;
    case IndexSigns::All: return true;
    case IndexSigns::Some: return hashOf(selection.seed, Sign + tensor, entry) % 2 == 1;
  }
  return false;
}

}  // namespace

std::string_view nameOf(IndexPattern pattern) {
  switch (pattern) {
    case IndexPattern::Distinct: return "distinct";
    case IndexPattern::Random: return "random";
    case IndexPattern::Repeated: return "repeated";
  }
  return "?";
}

std::string_view nameOf(IndexSigns signs) {
  switch (signs) {
    case IndexSigns::None: return "none";
    case IndexSigns::Some: return "some";
    case IndexSigns::All: return "all";
  }
  return "?";
}

int64_t maxIndexLength(const IndexSelection& selection, const Shape& shape) {
  const int64_t places = numelOf(leadingShape(selection, shape));
  if (places == 0) return 0;
  return selection.pattern == IndexPattern::Distinct ? places : weights::kMaxNumel;
}

int64_t minIndexLength(const IndexSelection& selection) { return selection.pattern == IndexPattern::Repeated ? 2 : 0; }

std::vector<HostTensor> indexTensorsOf(const IndexSelection& selection, const Shape& shape) {
  const Shape leading = leadingShape(selection, shape);
  std::vector<std::vector<int64_t>> values(leading.size());
  if (selection.length > 0) {
    const std::vector<int64_t> positions = positionsOf(selection, numelOf(leading));
    for (size_t k = 0; k < positions.size(); ++k) {
      const std::vector<int64_t> coordinates = coordinatesOf(positions[k], leading);
      for (size_t d = 0; d < leading.size(); ++d)
        values[d].push_back(isNegative(selection, k, d) ? coordinates[d] - leading[d] : coordinates[d]);
    }
  }
  std::vector<HostTensor> tensors;
  for (const auto& column : values) tensors.push_back(indexTensor(column));
  return tensors;
}

bool namesPositionTwice(const IndexSelection& selection, const Shape& shape) {
  if (selection.length < 2) return false;
  std::vector<int64_t> positions = positionsOf(selection, numelOf(leadingShape(selection, shape)));
  std::sort(positions.begin(), positions.end());
  return std::adjacent_find(positions.begin(), positions.end()) != positions.end();
}

bool hasNegativeIndex(const IndexSelection& selection) {
  for (size_t k = 0; k < static_cast<size_t>(selection.length); ++k)
    for (size_t d = 0; d < static_cast<size_t>(selection.tensors); ++d)
      if (isNegative(selection, k, d)) return true;
  return false;
}

size_t wrappedDim(int64_t dim, const Shape& shape) {
  return static_cast<size_t>(dim < 0 ? dim + static_cast<int64_t>(shape.size()) : dim);
}

std::pair<HostTensor, HostTensor> pairTensorsOf(const PairSelection& selection, const Shape& shape) {
  const std::vector<int64_t> order = shuffled(shape[wrappedDim(selection.dim, shape)], selection.seed);
  const auto middle = order.begin() + selection.pairs;
  return {indexTensor({order.begin(), middle}), indexTensor({middle, middle + selection.pairs})};
}

rc::Gen<IndexSelection> genIndex(const Shape& shape) {
  return genFrom([shape](Draw& draw) {
    static const auto genPattern = genWeighted<IndexPattern>(weights::kIndexPattern);
    static const auto genSigns = genWeighted<IndexSigns>(weights::kIndexSigns);
    IndexSelection selection;
    selection.pattern = draw(genPattern);
    selection.tensors = draw.between(1, static_cast<int64_t>(shape.size()));
    selection.signs = draw(genSigns);
    selection.seed = draw.seed();
    const int64_t most = std::min(maxIndexLength(selection, shape), weights::kMaxIndexLength);
    const int64_t least = std::max<int64_t>(minIndexLength(selection), 1);
    const bool empty = most < least || draw.chance(weights::kEmptyIndexPercent);
    if (empty) selection.pattern = IndexPattern::Distinct;
    selection.length = empty ? 0 : draw.between(least, most);
    return selection;
  });
}

rc::Gen<PairSelection> genPairs(const Shape& shape) {
  return genFrom([shape](Draw& draw) {
    const auto rank = static_cast<int64_t>(shape.size());
    PairSelection selection;
    selection.dim = draw.between(0, rank - 1);
    const int64_t room = shape[static_cast<size_t>(selection.dim)] / 2;
    if (draw.chance(weights::kNegativeDimPercent)) selection.dim -= rank;
    selection.pairs = draw.chance(weights::kEmptyIndexPercent) ? 0 : draw.between(std::min<int64_t>(1, room), room);
    selection.seed = draw.seed();
    return selection;
  });
}

}  // namespace swapcheck
