// How a tensor lies in its storage.
#pragma once

#include "generators/shape.h"

namespace swapcheck {

/// A tensor cut out of a dense buffer: `order` says which dimension is outermost in memory, every dimension is taken
/// with its `step`, and the buffer begins `offset` elements into the storage.
struct Layout {
  /// Permutation of the dimensions, outermost in memory first.
  std::vector<int64_t> order;
  /// Step of each dimension, at least 1: 2 takes every other slice of a buffer twice as large.
  std::vector<int64_t> step;
  /// Storage offset in elements.
  int64_t offset = 0;

  bool operator==(const Layout&) const = default;
};

/// A layout resolved for one shape; everything in elements.
struct Placement {
  std::vector<int64_t> strides;
  int64_t offset = 0;
  /// Elements of the whole storage.
  int64_t storageNumel = 0;
};

/// Row-major, dense, no offset.
Layout contiguousLayout(size_t rank);

bool isPermuted(const Layout& layout);
bool isStepped(const Layout& layout);
bool isContiguous(const Layout& layout);

/// Strides and extent of a tensor of that shape and layout; the ranks must agree.
Placement placementOf(const Shape& shape, const Layout& layout);

/// Contiguous, permuted dense, stepped slices, with and without storage offset.
rc::Gen<Layout> genLayout(size_t rank);

}  // namespace swapcheck
