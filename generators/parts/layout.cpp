#include "generators/parts/layout.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "generators/parts/draw.h"
#include "generators/parts/strided.h"
#include "generators/parts/weights.h"

namespace swapcheck {
namespace {

/// Dimensions of the windows and of the places in a window, or nothing.
struct WindowDims {
  size_t windows;
  size_t places;
};

std::optional<WindowDims> windowDimsOf(const Layout& layout) {
  const size_t rank = layout.order.size();
  if (layout.window == 0 || rank < 2) return std::nullopt;
  return WindowDims{static_cast<size_t>(layout.order[rank - 2]), static_cast<size_t>(layout.order[rank - 1])};
}

bool isDense(const Layout& layout) {
  return layout.window == 0 &&
         std::all_of(layout.step.begin(), layout.step.end(), [](int64_t step) { return step == 1; });
}

void shuffleOrder(Draw& draw, Layout& layout) {
  std::vector<int64_t>& order = layout.order;
  for (size_t k = order.size(); k > 1; --k)  // Fisher and Yates
    std::swap(order[k - 1], order[static_cast<size_t>(draw.between(0, static_cast<int64_t>(k) - 1))]);
}

/// Steps in all dimensions; in one only when the tensor is large, or its storage would be far larger.
void drawSteps(Draw& draw, Layout& layout, const Shape& shape) {
  if (numelOf(shape) <= weights::kMaxNumel)
    for (int64_t& step : layout.step) step = draw.between(1, weights::kMaxStep);
  else
    layout.step[static_cast<size_t>(draw.between(0, static_cast<int64_t>(shape.size()) - 1))] = 2;
}

}  // namespace

Layout contiguousLayout(size_t rank) {
  Layout layout{std::vector<int64_t>(rank), std::vector<int64_t>(rank, 1)};
  std::iota(layout.order.begin(), layout.order.end(), int64_t{0});
  return layout;
}

Layout channelsLastLayout(size_t rank) {
  Layout layout = contiguousLayout(rank);
  std::rotate(layout.order.begin() + 1, layout.order.begin() + 2, layout.order.end());
  return layout;
}

bool isPermuted(const Layout& layout) { return !std::is_sorted(layout.order.begin(), layout.order.end()); }

bool isStepped(const Layout& layout) {
  return std::any_of(layout.step.begin(), layout.step.end(), [](int64_t step) { return step > 1; });
}

bool isContiguous(const Layout& layout) { return !isPermuted(layout) && isDense(layout); }

bool isPermutedDense(const Layout& layout) { return isPermuted(layout) && isDense(layout); }

bool isChannelsLast(const Layout& layout) {
  const size_t rank = layout.order.size();
  return (rank == 4 || rank == 5) && isDense(layout) && layout.order == channelsLastLayout(rank).order;
}

bool isExpanded(const Layout& layout, const Shape& shape) {
  if (numelOf(shape) == 0) return false;
  for (size_t d = 0; d < shape.size(); ++d)
    if (layout.step[d] == 0 && shape[d] > 1) return true;
  return false;
}

bool isOverlapping(const Layout& layout, const Shape& shape) {
  const auto dims = windowDimsOf(layout);
  return dims && numelOf(shape) > 0 && shape[dims->windows] > 1 && layout.window < shape[dims->places];
}

bool sharesPlaces(const Layout& layout, const Shape& shape) {
  return isExpanded(layout, shape) || isOverlapping(layout, shape);
}

int64_t maxMultiplicity(const Layout& layout, const Shape& shape) {
  if (numelOf(shape) == 0) return 1;
  int64_t multiplicity = 1;
  for (size_t d = 0; d < shape.size(); ++d)
    if (layout.step[d] == 0) multiplicity *= std::max<int64_t>(shape[d], 1);
  if (isOverlapping(layout, shape)) {
    const auto dims = *windowDimsOf(layout);
    const int64_t perPlace = (shape[dims.places] + layout.window - 1) / layout.window;
    multiplicity *= std::min(perPlace, shape[dims.windows]);
  }
  return multiplicity;
}

Placement placementOf(const Shape& shape, const Layout& layout) {
  Placement placement{std::vector<int64_t>(shape.size()), layout.offset, 0};
  const auto dims = windowDimsOf(layout);
  int64_t extent = 1;
  for (size_t k = shape.size(); k-- > 0;) {
    const auto d = static_cast<size_t>(layout.order[k]);
    const int64_t size = std::max<int64_t>(shape[d], 1);
    if (dims && d == dims->windows) {
      const int64_t place = std::max<int64_t>(placement.strides[dims->places], 1);
      placement.strides[d] = layout.window * place;
      extent += (size - 1) * layout.window * place;
    } else {
      placement.strides[d] = extent * layout.step[d];
      extent *= layout.step[d] == 0 ? 1 : size * layout.step[d];
    }
  }
  placement.storageNumel = layout.offset + (numelOf(shape) == 0 ? 0 : extent);
  return placement;
}

std::vector<int64_t> storagePositions(const Shape& shape, const Placement& placement) {
  std::vector<int64_t> positions;
  positions.reserve(static_cast<size_t>(numelOf(shape)));
  forEachOffset(shape, placement.strides, [&](int64_t offset) { positions.push_back(placement.offset + offset); });
  return positions;
}

void removeDimension(Layout& layout, size_t d) {
  std::erase(layout.order, static_cast<int64_t>(d));
  for (int64_t& dim : layout.order)
    if (dim > static_cast<int64_t>(d)) --dim;
  layout.step.erase(layout.step.begin() + static_cast<long>(d));
  if (layout.order.size() < 2) layout.window = 0;
}

void fitWindow(Layout& layout) {
  const size_t rank = layout.order.size();
  if (rank < 2) layout.window = 0;
  if (layout.window == 0) return;
  layout.step[static_cast<size_t>(layout.order[rank - 2])] = 1;
  int64_t& places = layout.step[static_cast<size_t>(layout.order[rank - 1])];
  places = std::max<int64_t>(places, 1);
}

void separateElements(Layout& layout) {
  layout.window = 0;
  for (int64_t& step : layout.step) step = std::max<int64_t>(step, 1);
}

rc::Gen<Layout> genLayout(const Shape& shape) {
  return genFrom([shape](Draw& draw) {
    const size_t rank = shape.size();
    Layout layout = contiguousLayout(rank);
    if (draw.chance(weights::kPermutedPercent)) {
      const bool channelsLast = (rank == 4 || rank == 5) && draw.chance(weights::kChannelsLastPercent);
      channelsLast ? void(layout = channelsLastLayout(rank)) : shuffleOrder(draw, layout);
      if (channelsLast && draw.chance(50)) return layout;
    }
    if (rank > 0 && draw.chance(weights::kSteppedPercent)) drawSteps(draw, layout, shape);
    if (draw.chance(weights::kOffsetPercent)) layout.offset = draw.between(1, weights::kMaxOffset);
    if (rank > 0 && draw.chance(weights::kExpandedPercent))
      layout.step[static_cast<size_t>(draw.between(0, static_cast<int64_t>(rank) - 1))] = 0;
    if (rank > 1 && draw.chance(weights::kWindowPercent)) layout.window = draw.between(1, weights::kMaxWindow);
    return layout;
  });
}

}  // namespace swapcheck
