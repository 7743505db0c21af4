// Indices: which positions an indexed swap exchanges, and which slices a within-swap.
#pragma once

#include "generators/parts/host_tensor.h"

namespace swapcheck {

/// What is promised of the positions holds where all index tensors have one shape; see `IndexSelection`.
enum class IndexPattern : uint8_t {
  /// No position twice.
  Distinct,
  /// Positions drawn one by one; repeats by chance.
  Random,
  /// As random, and the last position is the first once more.
  Repeated,
  /// As distinct, and the last position that there is comes first.
  Last,
  /// Every position once.
  Everything,
  /// Every position, and some of them twice.
  Cover,
};

inline constexpr int kIndexPatternCount = 6;

/// Which indices are written as negative numbers, counting from the end.
enum class IndexSigns : uint8_t { None, Some, All };

inline constexpr int kIndexSignsCount = 3;

/// "distinct", "random", ...
std::string_view indexPatternName(IndexPattern pattern);

/// "none", "some" or "all".
std::string_view indexSignsName(IndexSigns signs);

/// Describes index tensors, which index the leading dimensions. The pattern draws a position for every entry of the
/// shape that they broadcast to. A tensor smaller than that takes each of its indices from one entry for which it
/// stands, so that other positions may be named than were drawn.
struct IndexSelection {
  IndexPattern pattern = IndexPattern::Distinct;
  /// Shapes of the tensors, which broadcast together: 1 to the operands' rank of them, each of at most 2 dimensions.
  std::vector<Shape> shapes = {{1}};
  IndexSigns signs = IndexSigns::None;
  /// Chooses the positions; 0 takes them in order.
  uint64_t seed = 0;

  bool operator==(const IndexSelection&) const = default;
};

inline constexpr size_t kMaxIndexDims = 2;

/// Shapes of `tensors` 1-D index tensors of `length` elements.
std::vector<Shape> flatIndexShapes(size_t tensors, int64_t length);

/// Describes the slices of a within-swap: `pairs` pairs of different slices along `dim`, no slice twice.
struct PairSelection {
  /// May be negative, counting from the end.
  int64_t dim = 0;
  int64_t pairs = 1;
  /// Chooses the slices; 0 takes them in order.
  uint64_t seed = 0;

  bool operator==(const PairSelection&) const = default;
};

/// Entries of the shape that the tensors broadcast to; they must.
int64_t entriesOf(const IndexSelection& selection);

/// The fewest and the most entries that a selection of that pattern and number of tensors may have on operands of that
/// shape. None are possible where the first is larger.
int64_t fewestEntries(const IndexSelection& selection, const Shape& shape);
int64_t mostEntries(const IndexSelection& selection, const Shape& shape);

/// The nearest selection that is possible on operands of that shape, whose rank is at least 1.
IndexSelection fittedTo(IndexSelection selection, const Shape& shape);

/// The index tensors themselves, of dtype int64.
std::vector<HostTensor> indexTensorsOf(const IndexSelection& selection, const Shape& shape);

/// Flat positions in the leading dimensions of `shape` that index tensors name, one an entry of the shape that they
/// broadcast to.
std::vector<int64_t> namedPositions(const std::vector<HostTensor>& index, const Shape& shape);

/// The slice numbers i and j, of dtype int64.
std::pair<HostTensor, HostTensor> pairTensorsOf(const PairSelection& selection, const Shape& shape);

/// `dim` counted from the front.
size_t wrappedDim(int64_t dim, const Shape& shape);

/// Indices for operands of that shape, whose rank is at least 1.
rc::Gen<IndexSelection> genIndex(const Shape& shape);

/// Pairs of slices for an operand of that shape, whose rank is at least 1.
rc::Gen<PairSelection> genPairs(const Shape& shape);

}  // namespace swapcheck
