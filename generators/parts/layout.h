// How a tensor lies in its storage.
#pragma once

#include "generators/parts/shape.h"

namespace swapcheck {

/// A tensor cut out of a dense buffer: `order` says which dimension is outermost in memory, every dimension is taken
/// with its `step`, and the buffer begins `offset` elements into the storage.
struct Layout {
  /// Permutation of the dimensions, outermost in memory first.
  std::vector<int64_t> order;
  /// Step of each dimension: 2 takes every other slice of a buffer twice as large; 0 expands one slice (stride 0).
  std::vector<int64_t> step;
  /// Storage offset in elements.
  int64_t offset = 0;
  /// When not 0, the two dimensions that are innermost in memory are windows and the places in a window, as `unfold`
  /// gives them, and a window begins this many places after the one before it: a smaller number than the window's size
  /// makes them overlap. It takes the place of the windows' step.
  int64_t window = 0;

  bool operator==(const Layout&) const = default;
};

/// A layout resolved for one shape; everything in elements.
struct Placement {
  std::vector<int64_t> strides;
  int64_t offset = 0;
  /// Elements of the storage from its begin to the end of the buffer.
  int64_t storageNumel = 0;

  bool operator==(const Placement&) const = default;
};

/// Row-major, dense, no offset.
Layout contiguousLayout(size_t rank);
/// NHWC of rank 4, NDHWC of rank 5.
Layout channelsLastLayout(size_t rank);

bool isPermuted(const Layout& layout);
bool isStepped(const Layout& layout);
/// Dense and row-major, whatever the offset.
bool isContiguous(const Layout& layout);
/// Dimensions in another order than row-major, without gaps.
bool isPermutedDense(const Layout& layout);
/// Channels innermost of all: dimension 1 of the 4 (NHWC) or 5 (NDHWC) of a dense tensor.
bool isChannelsLast(const Layout& layout);
/// Whether several elements are one place in memory because a dimension has stride 0.
bool isExpanded(const Layout& layout, const Shape& shape);
/// Whether several elements are one place in memory because windows overlap.
bool isOverlapping(const Layout& layout, const Shape& shape);
/// Either of both.
bool sharesPlaces(const Layout& layout, const Shape& shape);

/// How many elements may be one place in memory: 1 when each has its own.
int64_t maxMultiplicity(const Layout& layout, const Shape& shape);

/// Strides and extent of a tensor of that shape and layout; the ranks must agree.
Placement placementOf(const Shape& shape, const Layout& layout);

/// Storage element of each element, row-major.
std::vector<int64_t> storagePositions(const Shape& shape, const Placement& placement);

/// Takes dimension `d` out.
void removeDimension(Layout& layout, size_t d);

/// Windows need 2 dimensions, and steps that leave room for them.
void fitWindow(Layout& layout);

/// Gives every element a place of its own.
void separateElements(Layout& layout);

/// Layouts of every kind, for a tensor of that shape.
rc::Gen<Layout> genLayout(const Shape& shape);

}  // namespace swapcheck
