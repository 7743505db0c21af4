#include "properties/routing.h"

#include <cstring>
#include <numeric>

namespace swapcheck {
namespace {

int64_t indexAt(const HostTensor& index, int64_t k) {
  int64_t value;
  std::memcpy(&value, index.at(k), sizeof value);
  return value;
}

/// Element `flat` of a mask's operand, looked up in the mask under broadcasting.
bool maskAt(const HostTensor& mask, int64_t flat, const Shape& shape) {
  int64_t at = 0;
  int64_t stride = 1;
  for (size_t m = mask.shape.size(), d = shape.size(); d-- > 0;) {
    const int64_t coordinate = flat % shape[d];
    flat /= shape[d];
    if (m == 0) continue;
    --m;
    if (mask.shape[m] != 1) at += coordinate * stride;
    stride *= mask.shape[m];
  }
  return *mask.at(at) != std::byte{0};
}

/// Marks the elements of one operand that change places with the other's.
struct Chosen {
  const SwapCase& swapCase;
  const std::vector<HostTensor>& selection;

  using Marks = std::vector<bool>;

  Marks operator()(const WholeSelection&) const { return Marks(size(), true); }

  Marks operator()(const MaskSelection&) const {
    Marks marks(size());
    for (size_t i = 0; i < marks.size(); ++i) marks[i] = maskAt(selection[0], static_cast<int64_t>(i), swapCase.shape);
    return marks;
  }

  Marks operator()(const IndexSelection&) const {
    Marks marks(size());
    const Shape& shape = swapCase.shape;
    const int64_t inner = numelOf({shape.begin() + static_cast<long>(selection.size()), shape.end()});
    for (int64_t outer : namedPositions(selection, shape))
      for (int64_t i = 0; i < inner; ++i) marks[static_cast<size_t>(outer * inner + i)] = true;
    return marks;
  }

  Marks operator()(const PairSelection&) const { return {}; }

  size_t size() const { return static_cast<size_t>(swapCase.numel()); }
};

Routing routingOfPair(int64_t numel, const std::vector<bool>& chosen) {
  Routing routing{numel, std::vector<int64_t>(static_cast<size_t>(2 * numel))};
  for (int64_t i = 0; i < numel; ++i) {
    const bool swaps = chosen[static_cast<size_t>(i)];
    routing.source[static_cast<size_t>(i)] = swaps ? numel + i : i;
    routing.source[static_cast<size_t>(numel + i)] = swaps ? i : numel + i;
  }
  return routing;
}

Routing routingWithin(const SwapCase& swapCase, const HostTensor& i, const HostTensor& j) {
  const Shape& shape = swapCase.shape;
  const size_t dim = wrappedDim(std::get<PairSelection>(swapCase.selection).dim, shape);
  std::vector<int64_t> slice(static_cast<size_t>(shape[dim]));
  std::iota(slice.begin(), slice.end(), int64_t{0});
  for (int64_t k = 0; k < i.numel(); ++k)
    std::swap(slice[static_cast<size_t>(indexAt(i, k))], slice[static_cast<size_t>(indexAt(j, k))]);
  const int64_t inner = numelOf({shape.begin() + static_cast<long>(dim) + 1, shape.end()});
  Routing routing{swapCase.numel(), std::vector<int64_t>(static_cast<size_t>(swapCase.numel()))};
  for (int64_t r = 0; r < routing.numel; ++r) {
    const int64_t from = r / inner % shape[dim];
    routing.source[static_cast<size_t>(r)] = r + (slice[static_cast<size_t>(from)] - from) * inner;
  }
  return routing;
}

/// Position counted through tensors of `numel` elements each.
const std::byte* elementAt(const std::vector<HostTensor>& tensors, int64_t position, int64_t numel) {
  return tensors[static_cast<size_t>(position / numel)].at(position % numel);
}

std::byte* elementAt(std::vector<HostTensor>& tensors, int64_t position, int64_t numel) {
  return tensors[static_cast<size_t>(position / numel)].at(position % numel);
}

}  // namespace

Routing routingOf(const SwapCase& swapCase, const std::vector<HostTensor>& selection) {
  if (swapCase.family() == Family::Within) return routingWithin(swapCase, selection[0], selection[1]);
  return routingOfPair(swapCase.numel(), std::visit(Chosen{swapCase, selection}, swapCase.selection));
}

std::vector<HostTensor> routed(const Routing& routing, const std::vector<HostTensor>& operands) {
  std::vector<HostTensor> results = operands;
  const auto item = static_cast<size_t>(operands[0].itemSize());
  for (size_t r = 0; r < routing.source.size(); ++r)
    std::memcpy(elementAt(results, static_cast<int64_t>(r), routing.numel),
                elementAt(operands, routing.source[r], routing.numel), item);
  return results;
}

std::vector<HostTensor> routedBack(const Routing& routing, const std::vector<HostTensor>& cotangents) {
  std::vector<HostTensor> gradients = cotangents;
  const auto item = static_cast<size_t>(cotangents[0].itemSize());
  for (size_t r = 0; r < routing.source.size(); ++r)
    std::memcpy(elementAt(gradients, routing.source[r], routing.numel),
                elementAt(cotangents, static_cast<int64_t>(r), routing.numel), item);
  return gradients;
}

std::vector<int64_t> swappedPositions(const Routing& routing) {
  std::vector<int64_t> positions;
  for (int64_t i = 0; i < routing.numel; ++i)
    if (routing.source[static_cast<size_t>(i)] != i) positions.push_back(i);
  return positions;
}

}  // namespace swapcheck
