#include "generators/case/defect.h"

#include <algorithm>

#include "generators/case/case.h"

namespace swapcheck {
namespace {

bool always(const SwapCase&) { return true; }

bool hasTwoOperands(const SwapCase& c) { return c.operands.size() == 2; }

template <Family family>
bool isOf(const SwapCase& c) {
  return c.family() == family;
}

bool hasSizeOne(const Shape& shape) { return std::find(shape.begin(), shape.end(), 1) != shape.end(); }

/// Only a dimension whose size is not 1 can clash with another size.
bool canClash(const Shape& shape) {
  return std::any_of(shape.begin(), shape.end(), [](int64_t size) { return size != 1; });
}

bool operandCanClash(const SwapCase& c) { return hasTwoOperands(c) && canClash(c.shape); }
bool canBroadcastSize(const SwapCase& c) { return hasTwoOperands(c) && !c.shape.empty(); }
bool maskCanClash(const SwapCase& c) { return isOf<Family::Masked>(c) && canClash(c.shape); }
bool maskCanBeLarger(const SwapCase& c) { return isOf<Family::Masked>(c) && hasSizeOne(c.shape); }

template <size_t least>
bool hasIndexTensors(const SwapCase& c) {
  const auto* index = std::get_if<IndexSelection>(&c.selection);
  return index && index->shapes.size() >= least;
}

template <int64_t least>
bool hasPairs(const SwapCase& c) {
  const auto* pairs = std::get_if<PairSelection>(&c.selection);
  return pairs && pairs->pairs >= least;
}

struct DefectInfo {
  Defect defect;
  std::string_view name;
  std::string_view summary;
  bool (*isPossible)(const SwapCase&);
};

constexpr DefectInfo kDefects[] = {
    {Defect::None, "none", "nothing invalid", always},
    {Defect::OtherShape, "other-shape", "a b whose shape clashes with that of a", operandCanClash},
    {Defect::BroadcastSize, "broadcast-size", "a b of another size, which broadcasts with that of a", canBroadcastSize},
    {Defect::OtherRank, "other-rank", "a b of another rank, which broadcasts with that of a", hasTwoOperands},
    {Defect::OtherDType, "other-dtype", "a b of another dtype", hasTwoOperands},
    {Defect::OtherDevice, "other-device", "a b on another device", hasTwoOperands},
    {Defect::UndefinedA, "undefined-a", "an undefined a", hasTwoOperands},
    {Defect::UndefinedB, "undefined-b", "an undefined b", hasTwoOperands},
    {Defect::MaskUInt8, "mask-uint8", "a mask of dtype uint8", isOf<Family::Masked>},
    {Defect::MaskInt64, "mask-int64", "a mask of dtype int64", isOf<Family::Masked>},
    {Defect::MaskFloat, "mask-float", "a mask of dtype float32", isOf<Family::Masked>},
    {Defect::MaskOtherShape, "mask-other-shape", "a mask whose shape clashes with that of the operands", maskCanClash},
    {Defect::MaskExtraDim, "mask-extra-dim", "a mask of more dimensions than the operands", isOf<Family::Masked>},
    {Defect::MaskLarger, "mask-larger", "a mask that is larger than the operands where they have size 1",
     maskCanBeLarger},
    {Defect::MaskDevice, "mask-device", "a mask on another device", isOf<Family::Masked>},
    {Defect::UndefinedMask, "undefined-mask", "an undefined mask", isOf<Family::Masked>},
    {Defect::IndexTooLarge, "index-too-large", "an index past the end of its dimension", isOf<Family::Indexed>},
    {Defect::IndexTooNegative, "index-too-negative", "a negative index past the beginning of its dimension",
     isOf<Family::Indexed>},
    {Defect::IndexFloat, "index-float", "an index tensor of dtype float32", isOf<Family::Indexed>},
    {Defect::IndexInt32, "index-int32", "an index tensor of dtype int32", isOf<Family::Indexed>},
    {Defect::IndexBool, "index-bool", "an index tensor of dtype bool: a mask", isOf<Family::Indexed>},
    {Defect::IndexTooMany, "index-too-many", "more index tensors than dimensions", isOf<Family::Indexed>},
    {Defect::IndexOtherShape, "index-other-shape", "index tensors that do not broadcast together", hasIndexTensors<2>},
    {Defect::IndexNone, "index-none", "no index tensor", isOf<Family::Indexed>},
    {Defect::IndexDevice, "index-device", "an index tensor on another device", isOf<Family::Indexed>},
    {Defect::UndefinedIndex, "undefined-index", "an undefined index tensor", isOf<Family::Indexed>},
    {Defect::DimOutOfRange, "dim-out-of-range", "a dim that x does not have", isOf<Family::Within>},
    {Defect::SlicesLength, "slices-length", "an i and a j of different lengths", hasPairs<1>},
    {Defect::SlicesFloat, "slices-float", "slice numbers of dtype float32", isOf<Family::Within>},
    {Defect::SlicesNot1D, "slices-not-1d", "slice numbers that are not 1-D", isOf<Family::Within>},
    {Defect::SliceTwiceInI, "slice-twice-in-i", "a slice named twice in i", hasPairs<2>},
    {Defect::SliceTwiceInJ, "slice-twice-in-j", "a slice named twice in j", hasPairs<2>},
    {Defect::SliceInBoth, "slice-in-both", "a slice named in i and in j", hasPairs<1>},
    {Defect::SliceTooLarge, "slice-too-large", "a slice number past the end of the dimension", isOf<Family::Within>},
    {Defect::SliceNegative, "slice-negative", "a negative slice number", hasPairs<1>},
    {Defect::SlicesDevice, "slices-device", "slice numbers on another device", isOf<Family::Within>},
    {Defect::UndefinedX, "undefined-x", "an undefined x", isOf<Family::Within>},
    {Defect::UndefinedI, "undefined-i", "an undefined i", isOf<Family::Within>},
    {Defect::UndefinedJ, "undefined-j", "an undefined j", isOf<Family::Within>},
};

consteval bool isInOrder() {
  for (size_t k = 0; k < std::size(kDefects); ++k)
    if (kDefects[k].defect != static_cast<Defect>(k)) return false;
  return std::size(kDefects) == kDefectCount;
}

static_assert(isInOrder());

const DefectInfo& infoOf(Defect defect) { return kDefects[static_cast<size_t>(defect)]; }

}  // namespace

std::string_view defectName(Defect defect) { return infoOf(defect).name; }

std::string_view summaryOf(Defect defect) { return infoOf(defect).summary; }

std::optional<Defect> defectNamed(std::string_view name) {
  for (const DefectInfo& info : kDefects)
    if (info.name == name) return info.defect;
  return std::nullopt;
}

bool isPossible(Defect defect, const SwapCase& swapCase) { return infoOf(defect).isPossible(swapCase); }

}  // namespace swapcheck
