#include "generators/case/defect.h"

#include <algorithm>

#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

bool always(const Shape&, const Selection&) { return true; }

template <Family family>
bool isOf(const Shape&, const Selection& selection) {
  return familyOf(selection) == family;
}

bool hasTwoOperands(const Shape&, const Selection& selection) { return familyOf(selection) != Family::Within; }

bool hasSizeOne(const Shape& shape) { return std::find(shape.begin(), shape.end(), 1) != shape.end(); }

/// Only a dimension whose size is not 1 can clash with another size.
bool canClash(const Shape& shape) {
  return std::any_of(shape.begin(), shape.end(), [](int64_t size) { return size != 1; });
}

bool operandCanClash(const Shape& shape, const Selection& selection) {
  return hasTwoOperands(shape, selection) && canClash(shape);
}

bool canBroadcastSize(const Shape& shape, const Selection& selection) {
  return hasTwoOperands(shape, selection) && !shape.empty();
}

bool maskCanClash(const Shape& shape, const Selection& selection) {
  return isOf<Family::Masked>(shape, selection) && canClash(shape);
}

bool maskCanBeLarger(const Shape& shape, const Selection& selection) {
  return isOf<Family::Masked>(shape, selection) && hasSizeOne(shape);
}

template <size_t least>
bool hasIndexTensors(const Shape&, const Selection& selection) {
  const auto* index = std::get_if<IndexSelection>(&selection);
  return index && index->shapes.size() >= least;
}

template <int64_t least>
bool hasPairs(const Shape&, const Selection& selection) {
  const auto* pairs = std::get_if<PairSelection>(&selection);
  return pairs && pairs->pairs >= least;
}

struct DefectInfo {
  Defect value;
  std::string_view name;
  std::string_view summary;
  bool (*isPossible)(const Shape& shape, const Selection& selection);
};

constexpr EnumNames kDefects({
    DefectInfo{Defect::None, "none", "nothing invalid", always},
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
    {Defect::SliceNegative, "slice-negative", "a negative slice number, counted from the end", hasPairs<1>},
    {Defect::SliceTooNegative, "slice-too-negative", "a negative slice number past the beginning of the dimension",
     isOf<Family::Within>},
    {Defect::SlicesDevice, "slices-device", "slice numbers on another device", isOf<Family::Within>},
    {Defect::UndefinedX, "undefined-x", "an undefined x", isOf<Family::Within>},
    {Defect::UndefinedI, "undefined-i", "an undefined i", isOf<Family::Within>},
    {Defect::UndefinedJ, "undefined-j", "an undefined j", isOf<Family::Within>},
});
static_assert(decltype(kDefects)::size() == kDefectCount);

}  // namespace

std::string_view defectName(Defect defect) { return kDefects.of(defect); }

std::string_view summaryOf(Defect defect) { return kDefects.row(defect).summary; }

std::optional<Defect> defectNamed(std::string_view name) { return kDefects.named(name); }

Meaning meaningOf(Defect defect, Family family) {
  switch (defect) {
    case Defect::OtherShape:
    case Defect::OtherDType:
    case Defect::OtherDevice: return family == Family::Whole ? Meaning::Exchange : Meaning::None;
    case Defect::BroadcastSize:
    case Defect::OtherRank:
      if (family == Family::Whole) return Meaning::Exchange;
      return family == Family::Masked ? Meaning::Broadcast : Meaning::None;
    case Defect::MaskExtraDim:
    case Defect::MaskLarger: return Meaning::Broadcast;
    case Defect::MaskUInt8:
    case Defect::IndexInt32:
    case Defect::SliceNegative: return Meaning::SameAsValid;
    default: return Meaning::None;
  }
}

bool isPossible(Defect defect, const Shape& shape, const Selection& selection) {
  return kDefects.row(defect).isPossible(shape, selection);
}

}  // namespace swapcheck
