// The ways in which the input of a swap can be invalid.
#pragma once

#include "generators/case/selection.h"

namespace swapcheck {

/// What is wrong with the input of a case. The contract that it breaks stands in <swapcheck/strategy.h>.
enum class Defect : uint8_t {
  /// The input is valid.
  None,

  // Of two operands.
  OtherShape,
  BroadcastSize,
  OtherRank,
  OtherDType,
  OtherDevice,
  UndefinedA,
  UndefinedB,

  // Of a mask.
  MaskUInt8,
  MaskInt64,
  MaskFloat,
  MaskOtherShape,
  MaskExtraDim,
  MaskLarger,
  MaskDevice,
  UndefinedMask,

  // Of index tensors.
  IndexTooLarge,
  IndexTooNegative,
  IndexFloat,
  IndexInt32,
  IndexBool,
  IndexTooMany,
  IndexOtherShape,
  IndexNone,
  IndexDevice,
  UndefinedIndex,

  // Of a within-swap.
  DimOutOfRange,
  SlicesLength,
  SlicesFloat,
  SlicesNot1D,
  SliceTwiceInI,
  SliceTwiceInJ,
  SliceInBoth,
  SliceTooLarge,
  SliceNegative,
  SliceTooNegative,
  SlicesDevice,
  UndefinedX,
  UndefinedI,
  UndefinedJ,
};

inline constexpr int kDefectCount = static_cast<int>(Defect::UndefinedJ) + 1;

/// "index-too-large"; "none".
std::string_view defectName(Defect defect);

/// What is invalid, in words that follow "with": "an index past the end of its dimension".
std::string_view summaryOf(Defect defect);

/// The defect of that name, or nothing.
std::optional<Defect> defectNamed(std::string_view name);

/// What input with a defect can only mean, where it means anything.
enum class Meaning : uint8_t {
  /// Nothing, or more than one thing: only an error is right.
  None,
  /// The operands change places, each as it is.
  Exchange,
  /// Operands and mask are broadcast together.
  Broadcast,
  /// What the valid input means that was spoilt: the same numbers, written otherwise.
  SameAsValid,
};

/// The only meaning that input of a family has with that defect. In a whole swap nothing relates the operands to each
/// other; masks of uint8 are bool masks of long ago; PyTorch counts negative indices from the end.
Meaning meaningOf(Defect defect, Family family);

/// Whether valid input can be spoilt so, for operands of that shape and a selection that fits them; `None` is always
/// possible.
bool isPossible(Defect defect, const Shape& shape, const Selection& selection);

}  // namespace swapcheck
