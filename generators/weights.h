// The visible table of how often the generators choose what: relative weights, or percent where the name says so.
#pragma once

#include <cstddef>
#include <cstdint>

namespace swapcheck::weights {

// Shapes: rank 0 to 5.
inline constexpr size_t kRank[] = {1, 3, 4, 3, 2, 1};
// Sizes of a dimension: 0 to 7.
inline constexpr size_t kDimension[] = {2, 6, 12, 10, 6, 3, 1, 1};
/// Elements a tensor may have: outer dimensions of a larger draw become 1.
inline constexpr int64_t kMaxNumel = 256;

// Dtypes, in the order of `DType`: float32, float64, float16, bfloat16, complex64, complex128, int64 ... bool.
inline constexpr size_t kDType[] = {6, 5, 4, 4, 4, 4, 2, 1, 1, 1, 1, 2};

// Layouts.
inline constexpr int kPermutedPercent = 30;
inline constexpr int kSteppedPercent = 30;
inline constexpr int kOffsetPercent = 30;
inline constexpr int kSameLayoutPercent = 40;
inline constexpr int64_t kMaxStep = 3;
inline constexpr int64_t kMaxOffset = 5;

// Fills: distinct, dyadic, special.
inline constexpr size_t kFill[] = {4, 4, 3};
/// Of the elements of a special fill, so many in a hundred are special; the rest are ordinary.
inline constexpr int kSpecialElementPercent = 60;

// Masks: all, one, none, random.
inline constexpr size_t kMaskPattern[] = {1, 2, 1, 6};
inline constexpr int kMaskDropDimPercent = 20;
inline constexpr int kMaskBroadcastDimPercent = 15;

// Indices: distinct, random (repeats by chance), repeated (at least one position twice).
inline constexpr size_t kIndexPattern[] = {4, 3, 2};
// Signs of indices: none negative, some, all.
inline constexpr size_t kIndexSigns[] = {4, 3, 1};
inline constexpr int kEmptyIndexPercent = 8;
inline constexpr int64_t kMaxIndexLength = 8;
inline constexpr int kNegativeDimPercent = 25;

// Autograd state of an operand.
inline constexpr int kRequiresGradPercent = 80;
inline constexpr int kLeafPercent = 70;
inline constexpr int kSavedPercent = 15;

// Cotangents: contiguous, strided, expanded, zero, only for the first result, only for the second.
inline constexpr size_t kCotangent[] = {8, 3, 2, 1, 2, 2};

// Invalid input.
inline constexpr int kDefectPercent = 8;
// Which defect, of those that the case can have, in the order of `Defect`: what few cases can have weighs more.
inline constexpr size_t kDefect[] = {
    0,                             // none
    1, 1, 1, 1, 1, 1, 1,           // of two operands
    1, 1, 1, 1, 1, 3, 1, 1,        // of a mask; the 3 is a mask that is larger than the operands
    1, 1, 1, 1, 1, 1, 3, 1, 1, 1,  // of index tensors; the 3 is tensors that do not broadcast together
    1, 1, 1, 1, 8, 8, 1, 1, 1, 1,  // of a within-swap; the 8 are slices named twice in i or in j
    1, 1, 1,                       // undefined x, i, j
};

}  // namespace swapcheck::weights
