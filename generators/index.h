// Indices: which positions an indexed swap exchanges, and which slices a within-swap.
#pragma once

#include "generators/host_tensor.h"

namespace swapcheck {

/// Simplest first.
enum class IndexPattern : uint8_t {
  /// No position twice.
  Distinct,
  /// Positions drawn one by one; repeats by chance.
  Random,
  /// As random, and the last position is the first once more.
  Repeated,
};

inline constexpr int kIndexPatternCount = 3;

/// Which indices are written as negative numbers, counting from the end.
enum class IndexSigns : uint8_t { None, Some, All };

inline constexpr int kIndexSignsCount = 3;

std::string_view nameOf(IndexPattern pattern);
std::string_view nameOf(IndexSigns signs);

/// Describes `tensors` 1-D index tensors of `length` elements, which index the leading dimensions.
struct IndexSelection {
  IndexPattern pattern = IndexPattern::Distinct;
  /// Index tensors: 1 to the operands' rank.
  int64_t tensors = 1;
  int64_t length = 1;
  IndexSigns signs = IndexSigns::None;
  /// Chooses the positions; 0 takes them in order.
  uint64_t seed = 0;

  bool operator==(const IndexSelection&) const = default;
};

/// Describes the slices of a within-swap: `pairs` pairs of different slices along `dim`, no slice twice.
struct PairSelection {
  /// May be negative, counting from the end.
  int64_t dim = 0;
  int64_t pairs = 1;
  /// Chooses the slices; 0 takes them in order.
  uint64_t seed = 0;

  bool operator==(const PairSelection&) const = default;
};

/// The largest length that `selection` may have on operands of that shape, and the smallest: what a distinct pattern
/// has room for, what a repeated one needs.
int64_t maxIndexLength(const IndexSelection& selection, const Shape& shape);
int64_t minIndexLength(const IndexSelection& selection);

/// The index tensors themselves, of dtype int64.
std::vector<HostTensor> indexTensorsOf(const IndexSelection& selection, const Shape& shape);

/// Whether the selection names some position more than once.
bool namesPositionTwice(const IndexSelection& selection, const Shape& shape);

/// Whether some index counts from the end.
bool hasNegativeIndex(const IndexSelection& selection);

/// The slice numbers i and j, of dtype int64.
std::pair<HostTensor, HostTensor> pairTensorsOf(const PairSelection& selection, const Shape& shape);

/// `dim` counted from the front.
size_t wrappedDim(int64_t dim, const Shape& shape);

/// Indices for operands of that shape, whose rank is at least 1.
rc::Gen<IndexSelection> genIndex(const Shape& shape);

/// Pairs of slices for an operand of that shape, whose rank is at least 1.
rc::Gen<PairSelection> genPairs(const Shape& shape);

}  // namespace swapcheck
