#include "generators/mask.h"

#include "generators/hash.h"
#include "generators/weighted.h"
#include "generators/weights.h"

namespace swapcheck {
namespace {

bool isTrueAt(const MaskSelection& selection, int64_t i, int64_t numel) {
  switch (selection.pattern) {
    case MaskPattern::All: return true;
    case MaskPattern::None: return false;
    case MaskPattern::One: return i == static_cast<int64_t>(selection.seed % static_cast<uint64_t>(numel));
    case MaskPattern::Random:
      return spread(hashOf(selection.seed, 0, static_cast<uint64_t>(i)), 0, 99) < selection.densityPercent;
  }
  return false;
}

}  // namespace

std::string_view nameOf(MaskPattern pattern) {
  switch (pattern) {
    case MaskPattern::All: return "all";
    case MaskPattern::One: return "one";
    case MaskPattern::None: return "none";
    case MaskPattern::Random: return "random";
  }
  return "?";
}

bool broadcastsTo(const Shape& mask, const Shape& shape) {
  if (mask.size() > shape.size()) return false;
  const size_t dropped = shape.size() - mask.size();
  for (size_t d = 0; d < mask.size(); ++d)
    if (mask[d] != shape[dropped + d] && mask[d] != 1) return false;
  return true;
}

HostTensor maskOf(const MaskSelection& selection) {
  HostTensor mask = zeroTensor(DType::Bool, selection.shape);
  const int64_t numel = mask.numel();
  for (int64_t i = 0; i < numel; ++i) *mask.at(i) = std::byte{isTrueAt(selection, i, numel)};
  return mask;
}

rc::Gen<MaskSelection> genMask(const Shape& shape) {
  return genFrom([shape](Draw& draw) {
    static const auto genPattern = genWeighted<MaskPattern>(weights::kMaskPattern);
    MaskSelection selection{draw(genPattern), shape, draw.between(1, 99), draw.seed()};
    Shape& own = selection.shape;
    while (!own.empty() && draw.chance(weights::kMaskDropDimPercent)) own.erase(own.begin());
    for (int64_t& size : own)
      if (draw.chance(weights::kMaskBroadcastDimPercent)) size = 1;
    return selection;
  });
}

}  // namespace swapcheck
