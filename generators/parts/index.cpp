#include "generators/parts/index.h"

#include <algorithm>
#include <numeric>

#include "generators/parts/hash.h"
#include "generators/parts/weights.h"
#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kIndexPatternNames({
    NamedValue{IndexPattern::Distinct, "distinct"},
    {IndexPattern::Random, "random"},
    {IndexPattern::Repeated, "repeated"},
    {IndexPattern::Last, "last"},
    {IndexPattern::Everything, "everything"},
    {IndexPattern::Cover, "cover"},
});
static_assert(decltype(kIndexPatternNames)::size() == kIndexPatternCount);

constexpr EnumNames kIndexSignsNames({
    NamedValue{IndexSigns::None, "none"},
    {IndexSigns::Some, "some"},
    {IndexSigns::All, "all"},
});
static_assert(decltype(kIndexSignsNames)::size() == kIndexSignsCount);

/// Streams of the hash, independent of one another. Each tensor has a stream of signs, from `Sign` on.
enum IndexStream : uint64_t { Shuffle, Position, Sign, Twice = 1000, Interleave };

/// 0 to count-1 in an order that the seed chooses; in order for seed 0.
std::vector<int64_t> shuffled(int64_t count, uint64_t seed, IndexStream stream = Shuffle) {
  std::vector<int64_t> order(static_cast<size_t>(count));
  std::iota(order.begin(), order.end(), int64_t{0});
  if (seed != 0)
    for (size_t k = order.size(); k > 1; --k)  // Fisher and Yates
      std::swap(order[k - 1], order[hashOf(seed, stream, k) % k]);
  return order;
}

Shape leadingShape(const IndexSelection& selection, const Shape& shape) {
  return {shape.begin(), shape.begin() + static_cast<long>(selection.shapes.size())};
}

std::vector<int64_t> lastFirst(std::vector<int64_t> order) {
  std::iter_swap(order.begin(), std::max_element(order.begin(), order.end()));
  return order;
}

std::vector<int64_t> covering(int64_t entries, int64_t places, uint64_t seed) {
  std::vector<int64_t> once = shuffled(places, seed);
  const std::vector<int64_t> again = shuffled(places, seed, Twice);
  once.insert(once.end(), again.begin(), again.begin() + (entries - places));
  std::vector<int64_t> positions;
  for (int64_t k : shuffled(entries, seed, Interleave)) positions.push_back(once[static_cast<size_t>(k)]);
  return positions;
}

std::vector<int64_t> drawnOneByOne(int64_t entries, int64_t places, uint64_t seed) {
  std::vector<int64_t> positions(static_cast<size_t>(entries));
  for (size_t k = 0; k < positions.size(); ++k)
    positions[k] = seed == 0 ? static_cast<int64_t>(k) % places : spread(hashOf(seed, Position, k), 0, places - 1);
  return positions;
}

/// Flat positions in the leading dimensions, one an entry.
std::vector<int64_t> positionsOf(const IndexSelection& selection, int64_t places) {
  const int64_t entries = entriesOf(selection);
  if (entries == 0) return {};
  std::vector<int64_t> positions;
  switch (selection.pattern) {
    case IndexPattern::Distinct:
    case IndexPattern::Everything: positions = shuffled(places, selection.seed); break;
    case IndexPattern::Last: positions = lastFirst(shuffled(places, selection.seed)); break;
    case IndexPattern::Cover: positions = covering(entries, places, selection.seed); break;
    case IndexPattern::Random: positions = drawnOneByOne(entries, places, selection.seed); break;
    case IndexPattern::Repeated:
      positions = drawnOneByOne(entries, places, selection.seed);
      positions.back() = positions.front();
      break;
  }
  positions.resize(static_cast<size_t>(entries));
  return positions;
}

bool isNegative(const IndexSelection& selection, int64_t entry, size_t tensor) {
  switch (selection.signs) {
    case IndexSigns::None: return false;
    case IndexSigns::All: return true;
    case IndexSigns::Some: return hashOf(selection.seed, Sign + tensor, static_cast<uint64_t>(entry)) % 2 == 1;
  }
  return false;
}

/// The first entry of the shape `together` for which element `flat` of a tensor of shape `own` stands.
int64_t firstEntryOf(int64_t flat, const Shape& own, const Shape& together) {
  const std::vector<int64_t> at = coordinatesOf(flat, own);
  const size_t missing = together.size() - own.size();
  int64_t entry = 0;
  for (size_t d = 0; d < together.size(); ++d) {
    const bool stretched = d < missing || own[d - missing] == 1;
    entry = entry * together[d] + (stretched ? 0 : at[d - missing]);
  }
  return entry;
}

}  // namespace

std::string_view indexPatternName(IndexPattern pattern) { return kIndexPatternNames.of(pattern); }

std::string_view indexSignsName(IndexSigns signs) { return kIndexSignsNames.of(signs); }

std::vector<Shape> flatIndexShapes(size_t tensors, int64_t length) {
  return std::vector<Shape>(tensors, Shape{length});
}

int64_t entriesOf(const IndexSelection& selection) { return numelOf(broadcastShape(selection.shapes).value()); }

int64_t fewestEntries(const IndexSelection& selection, const Shape& shape) {
  switch (selection.pattern) {
    case IndexPattern::Distinct:
    case IndexPattern::Random: return 0;
    case IndexPattern::Last: return 1;
    case IndexPattern::Repeated: return 2;
    case IndexPattern::Everything: return numelOf(leadingShape(selection, shape));
    case IndexPattern::Cover: return numelOf(leadingShape(selection, shape)) + 1;
  }
  return 0;
}

int64_t mostEntries(const IndexSelection& selection, const Shape& shape) {
  const int64_t places = numelOf(leadingShape(selection, shape));
  if (places == 0) return 0;
  switch (selection.pattern) {
    case IndexPattern::Distinct:
    case IndexPattern::Last:
    case IndexPattern::Everything: return places;
    case IndexPattern::Random:
    case IndexPattern::Repeated: return weights::kMaxNumel;
    case IndexPattern::Cover: return 2 * places;
  }
  return 0;
}

IndexSelection fittedTo(IndexSelection selection, const Shape& shape) {
  std::vector<Shape>& shapes = selection.shapes;
  shapes.resize(std::min(shapes.size(), shape.size()));
  if (!broadcastShape(shapes)) shapes = flatIndexShapes(shapes.size(), numelOf(shapes.front()));
  if (fewestEntries(selection, shape) > mostEntries(selection, shape)) selection.pattern = IndexPattern::Distinct;
  const bool hasAll = selection.pattern == IndexPattern::Everything || selection.pattern == IndexPattern::Cover;
  const int64_t entries = entriesOf(selection);
  if (entries < fewestEntries(selection, shape) && hasAll)
    shapes = flatIndexShapes(shapes.size(), fewestEntries(selection, shape));
  else if (entries < fewestEntries(selection, shape))
    selection.pattern = IndexPattern::Distinct;
  else if (entries > mostEntries(selection, shape))
    shapes = flatIndexShapes(shapes.size(), mostEntries(selection, shape));
  for (size_t t = 0; t < shapes.size(); ++t)
    if (shape[t] == 0) shapes[t] = broadcastShape(shapes).value();  // an empty dimension has no index
  return selection;
}

std::vector<HostTensor> indexTensorsOf(const IndexSelection& selection, const Shape& shape) {
  const Shape leading = leadingShape(selection, shape);
  const Shape together = broadcastShape(selection.shapes).value();
  const std::vector<int64_t> positions = positionsOf(selection, numelOf(leading));
  std::vector<HostTensor> tensors;
  for (size_t t = 0; t < leading.size(); ++t) {
    const Shape& own = selection.shapes[t];
    std::vector<int64_t> values;
    for (int64_t k = 0; k < numelOf(own); ++k) {
      const int64_t entry = firstEntryOf(k, own, together);
      const int64_t at = positions.empty() ? 0 : coordinatesOf(positions[static_cast<size_t>(entry)], leading)[t];
      values.push_back(isNegative(selection, entry, t) ? at - leading[t] : at);
    }
    tensors.push_back(indexTensor(values, own));
  }
  return tensors;
}

std::vector<int64_t> namedPositions(const std::vector<HostTensor>& index, const Shape& shape) {
  std::vector<Shape> shapes;
  std::vector<std::vector<int64_t>> values;
  for (const HostTensor& tensor : index) {
    shapes.push_back(tensor.shape);
    values.push_back(indexValues(tensor));
  }
  const Shape together = broadcastShape(shapes).value();
  std::vector<int64_t> positions(static_cast<size_t>(numelOf(together)));
  for (size_t k = 0; k < positions.size(); ++k)
    for (size_t t = 0; t < shapes.size(); ++t) {
      const int64_t own = broadcastPosition(static_cast<int64_t>(k), together, shapes[t]);
      const int64_t at = values[t][static_cast<size_t>(own)];
      positions[k] = positions[k] * shape[t] + (at < 0 ? at + shape[t] : at);
    }
  return positions;
}

size_t wrappedDim(int64_t dim, const Shape& shape) {
  return static_cast<size_t>(dim < 0 ? dim + static_cast<int64_t>(shape.size()) : dim);
}

std::pair<HostTensor, HostTensor> pairTensorsOf(const PairSelection& selection, const Shape& shape) {
  const std::vector<int64_t> order = shuffled(shape[wrappedDim(selection.dim, shape)], selection.seed);
  const auto middle = order.begin() + selection.pairs;
  return {indexTensor({order.begin(), middle}), indexTensor({middle, middle + selection.pairs})};
}

}  // namespace swapcheck
