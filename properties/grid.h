// Small tensors as text.
#pragma once

#include "generators/host_tensor.h"
#include "properties/outcome.h"

namespace swapcheck {

/// One element: the shortest decimal that names it, "-0", "inf", "nan", or a NaN's bits where it is not the plain one.
std::string elementText(const HostTensor& tensor, int64_t flat);

/// The tensor as a grid, its first `kMaxGridCells` elements.
Grid gridOf(std::string name, const HostTensor& tensor, std::vector<int64_t> marked = {});

/// "[0, 2]": coordinates of a flat position, for messages.
std::string coordinatesText(int64_t flat, const Shape& shape);

}  // namespace swapcheck
