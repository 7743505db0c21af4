#include "generators/layout.h"

#include <algorithm>
#include <numeric>

#include "generators/draw.h"
#include "generators/weights.h"

namespace swapcheck {

Layout contiguousLayout(size_t rank) {
  Layout layout{std::vector<int64_t>(rank), std::vector<int64_t>(rank, 1), 0};
  std::iota(layout.order.begin(), layout.order.end(), int64_t{0});
  return layout;
}

bool isPermuted(const Layout& layout) { return !std::is_sorted(layout.order.begin(), layout.order.end()); }

bool isStepped(const Layout& layout) {
  return std::any_of(layout.step.begin(), layout.step.end(), [](int64_t step) { return step > 1; });
}

bool isContiguous(const Layout& layout) { return !isPermuted(layout) && !isStepped(layout); }

Placement placementOf(const Shape& shape, const Layout& layout) {
  Placement placement{std::vector<int64_t>(shape.size()), layout.offset, 0};
  int64_t extent = 1;
  for (size_t k = shape.size(); k-- > 0;) {
    const auto d = static_cast<size_t>(layout.order[k]);
    placement.strides[d] = extent * layout.step[d];
    extent *= std::max<int64_t>(shape[d], 1) * layout.step[d];
  }
  placement.storageNumel = layout.offset + (numelOf(shape) == 0 ? 0 : extent);
  return placement;
}

rc::Gen<Layout> genLayout(size_t rank) {
  return genFrom([rank](Draw& draw) {
    Layout layout = contiguousLayout(rank);
    if (draw.chance(weights::kPermutedPercent))
      for (size_t k = rank; k > 1; --k)  // Fisher and Yates
        std::swap(layout.order[k - 1], layout.order[static_cast<size_t>(draw.between(0, static_cast<int64_t>(k) - 1))]);
    if (draw.chance(weights::kSteppedPercent))
      for (int64_t& step : layout.step) step = draw.between(1, weights::kMaxStep);
    if (draw.chance(weights::kOffsetPercent)) layout.offset = draw.between(1, weights::kMaxOffset);
    return layout;
  });
}

}  // namespace swapcheck
