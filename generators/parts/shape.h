// Sizes of tensors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "generators/parts/gen_fwd.h"

namespace swapcheck {

/// Sizes of the dimensions, outermost first; empty for a 0-dim tensor.
using Shape = std::vector<int64_t>;

/// Elements of a tensor of that shape.
int64_t numelOf(const Shape& shape);

/// Strides in elements of a dense row-major tensor of that shape.
std::vector<int64_t> contiguousStrides(const Shape& shape);

/// "[2, 3]".
std::string toString(const Shape& shape);

/// Coordinates of flat position `flat` (row-major) in a tensor of that shape.
std::vector<int64_t> coordinatesOf(int64_t flat, const Shape& shape);

/// The shape that tensors of those shapes broadcast to together, or nothing where they do not.
std::optional<Shape> broadcastShape(const std::vector<Shape>& shapes);

/// The flat position, in a tensor of shape `own` that broadcasts to `shape`, of what stands at `flat` in `shape`.
int64_t broadcastPosition(int64_t flat, const Shape& shape, const Shape& own);

/// Shapes of rank `minRank` to 5, with dimensions of size zero and one among them.
rc::Gen<Shape> genShape(int minRank);

}  // namespace swapcheck
