#include "generators/parts/mask.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "generators/parts/hash.h"
#include "generators/parts/weighted.h"
#include "generators/parts/weights.h"
#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kMaskPatternNames({
    NamedValue{MaskPattern::All, "all"},
    {MaskPattern::One, "one"},
    {MaskPattern::None, "none"},
    {MaskPattern::Checkerboard, "checkerboard"},
    {MaskPattern::Runs, "runs"},
    {MaskPattern::Random, "random"},
    {MaskPattern::Threshold, "threshold"},
});
static_assert(decltype(kMaskPatternNames)::size() == kMaskPatternCount);

constexpr int64_t kLongestRun = 8;

/// Streams of the hash.
enum MaskStream : uint64_t { Elements, RunLengths };

HostTensor uniformMask(const MaskSelection& selection, bool value) {
  HostTensor mask = zeroTensor(DType::Bool, selection.shape);
  std::fill(mask.bytes.begin(), mask.bytes.end(), std::byte{value});
  return mask;
}

/// A mask of the selection's shape that is true where `isTrue(i)` is, for row-major positions i.
template <typename IsTrue>
HostTensor maskWhere(const MaskSelection& selection, IsTrue isTrue) {
  HostTensor mask = zeroTensor(DType::Bool, selection.shape);
  for (int64_t i = 0; i < mask.numel(); ++i) *mask.at(i) = std::byte{isTrue(i)};
  return mask;
}

/// The position that the seed chooses in a tensor that is not empty.
int64_t chosenPosition(uint64_t seed, int64_t numel) {
  return static_cast<int64_t>(seed % static_cast<uint64_t>(numel));
}

HostTensor oneTrue(const MaskSelection& selection) {
  const int64_t chosen = chosenPosition(selection.seed, numelOf(selection.shape));
  return maskWhere(selection, [chosen](int64_t i) { return i == chosen; });
}

HostTensor checkerboard(const MaskSelection& selection) {
  return maskWhere(selection, [&](int64_t i) {
    const std::vector<int64_t> at = coordinatesOf(i, selection.shape);
    const int64_t sum = std::accumulate(at.begin(), at.end(), int64_t{0});
    return (static_cast<uint64_t>(sum) + selection.seed) % 2 == 0;
  });
}

HostTensor runs(const MaskSelection& selection) {
  HostTensor mask = zeroTensor(DType::Bool, selection.shape);
  bool value = selection.seed % 2 == 0;
  uint64_t run = 0;
  for (int64_t i = 0; i < mask.numel(); value = !value)
    for (int64_t left = spread(hashOf(selection.seed, RunLengths, run++), 1, kLongestRun); left > 0 && i < mask.numel();
         --left)
      *mask.at(i++) = std::byte{value};
  return mask;
}

HostTensor randomMask(const MaskSelection& selection) {
  return maskWhere(selection, [&](int64_t i) {
    return spread(hashOf(selection.seed, Elements, static_cast<uint64_t>(i)), 0, 99) < selection.densityPercent;
  });
}

HostTensor threshold(const MaskSelection& selection, const HostTensor& a) {
  if (a.numel() == 0) return zeroTensor(DType::Bool, selection.shape);
  const double limit = readComponent(a.dtype, a.at(chosenPosition(selection.seed, a.numel())));
  return maskWhere(selection, [&](int64_t i) { return readComponent(a.dtype, a.at(i)) > limit; });
}

}  // namespace

std::string_view maskPatternName(MaskPattern pattern) { return kMaskPatternNames.of(pattern); }

bool broadcastsTo(const Shape& mask, const Shape& shape) {
  if (mask.size() > shape.size()) return false;
  const size_t dropped = shape.size() - mask.size();
  for (size_t d = 0; d < mask.size(); ++d)
    if (mask[d] != shape[dropped + d] && mask[d] != 1) return false;
  return true;
}

HostTensor maskOf(const MaskSelection& selection) {
  switch (selection.pattern) {
    case MaskPattern::All: return uniformMask(selection, true);
    case MaskPattern::One: return oneTrue(selection);
    case MaskPattern::None: return uniformMask(selection, false);
    case MaskPattern::Checkerboard: return checkerboard(selection);
    case MaskPattern::Runs: return runs(selection);
    case MaskPattern::Random: return randomMask(selection);
    case MaskPattern::Threshold: break;
  }
  throw std::invalid_argument("a threshold mask depends on operand a");
}

HostTensor maskOf(const MaskSelection& selection, const HostTensor& a) {
  return selection.pattern == MaskPattern::Threshold ? threshold(selection, a) : maskOf(selection);
}

MaskSelection fittedTo(MaskSelection selection, const Shape& shape) {
  if (selection.pattern == MaskPattern::Threshold || !broadcastsTo(selection.shape, shape)) selection.shape = shape;
  if (numelOf(selection.shape) == 0 && selection.pattern == MaskPattern::One) selection.pattern = MaskPattern::All;
  return selection;
}

namespace {

/// How a mask's shape comes from that of its operands; the order is that of the weights.
enum class MaskForm { Full, OneBroadcast, Mixed, ZeroDim };

Shape drawMaskShape(Draw& draw, Shape shape) {
  static const auto genForm = genWeighted<MaskForm>(weights::kMaskForm);
  switch (draw(genForm)) {
    case MaskForm::Full: break;
    case MaskForm::OneBroadcast:
      if (!shape.empty()) shape[static_cast<size_t>(draw.between(0, static_cast<int64_t>(shape.size()) - 1))] = 1;
      break;
    case MaskForm::Mixed:
      while (!shape.empty() && draw.chance(weights::kMaskDropDimPercent)) shape.erase(shape.begin());
      for (int64_t& size : shape)
        if (draw.chance(weights::kMaskBroadcastDimPercent)) size = 1;
      break;
    case MaskForm::ZeroDim: shape.clear();
  }
  return shape;
}

}  // namespace

rc::Gen<MaskSelection> genMask(const Shape& shape) {
  return genFrom([shape](Draw& draw) {
    static const auto genPattern = genWeighted<MaskPattern>(weights::kMaskPattern);
    MaskSelection selection{draw(genPattern), {}, draw.between(1, 99), draw.seed()};
    selection.shape = drawMaskShape(draw, shape);
    return fittedTo(std::move(selection), shape);
  });
}

}  // namespace swapcheck
