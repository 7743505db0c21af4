// Small tensors as text.
#pragma once

#include "generators/parts/host_tensor.h"
#include "properties/outcome.h"

namespace swapcheck {

/// One element: the shortest decimal that names it (among float32 numbers, for shorter ones), "-0", "inf", "nan", a
/// NaN's mantissa where it is not the plain one ("nan:1f"), a bool's byte where it is neither 0 nor 1 ("true:ff").
std::string elementText(const HostTensor& tensor, int64_t flat);

/// The tensor as a grid, its first `kMaxGridCells` elements.
Grid gridOf(std::string name, const HostTensor& tensor, std::vector<int64_t> marked = {});

/// "[0, 2]": coordinates of a flat position, for messages.
std::string coordinatesText(int64_t flat, const Shape& shape);

}  // namespace swapcheck
