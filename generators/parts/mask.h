// Masks: which elements a masked swap exchanges.
#pragma once

#include "generators/parts/host_tensor.h"

namespace swapcheck {

/// Simplest first.
enum class MaskPattern : uint8_t {
  All,
  One,
  None,
  /// True wherever the coordinates sum up to an even number, or an odd one.
  Checkerboard,
  /// Row-major runs of random length, true and false in turn.
  Runs,
  Random,
  /// True where operand a's real part is greater than at one place in it; false where either is NaN. Only with a mask
  /// of the operands' shape.
  Threshold,
};

inline constexpr int kMaskPatternCount = 7;

/// "all", "one", ...
std::string_view maskPatternName(MaskPattern pattern);

/// Describes a mask that broadcasts to the operands.
struct MaskSelection {
  MaskPattern pattern = MaskPattern::All;
  /// The mask's own shape: trailing dimensions of the operands', each as large or 1.
  Shape shape;
  /// Of a random mask: the percentage of elements that are true.
  int64_t densityPercent = 50;
  uint64_t seed = 0;

  bool operator==(const MaskSelection&) const = default;
};

/// Whether a mask of that shape broadcasts to operands of `shape` without making them larger.
bool broadcastsTo(const Shape& mask, const Shape& shape);

/// The mask itself, of dtype bool and its own shape, for those contents of operand a.
HostTensor maskOf(const MaskSelection& selection, const HostTensor& a);

/// A mask of a pattern that looks at no operand. Throws std::invalid_argument for `Threshold`.
HostTensor maskOf(const MaskSelection& selection);

/// The nearest mask that is possible with operands of that shape.
MaskSelection fittedTo(MaskSelection selection, const Shape& shape);

/// Masks for operands of that shape.
rc::Gen<MaskSelection> genMask(const Shape& shape);

}  // namespace swapcheck
