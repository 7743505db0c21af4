// Masks: which elements a masked swap exchanges.
#pragma once

#include "generators/host_tensor.h"

namespace swapcheck {

/// Simplest first.
enum class MaskPattern : uint8_t { All, One, None, Random };

inline constexpr int kMaskPatternCount = 4;

std::string_view nameOf(MaskPattern pattern);

/// Describes a mask that broadcasts to the operands.
struct MaskSelection {
  MaskPattern pattern = MaskPattern::All;
  /// The mask's own shape: trailing dimensions of the operands', each as large or 1.
  Shape shape;
  /// Of a random mask, so many elements in a hundred are true.
  int64_t densityPercent = 50;
  uint64_t seed = 0;

  bool operator==(const MaskSelection&) const = default;
};

/// Whether a mask of that shape broadcasts to operands of `shape` without making them larger.
bool broadcastsTo(const Shape& mask, const Shape& shape);

/// The mask itself, of dtype bool and its own shape.
HostTensor maskOf(const MaskSelection& selection);

/// Masks for operands of that shape.
rc::Gen<MaskSelection> genMask(const Shape& shape);

}  // namespace swapcheck
