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

// Dtypes, in the order of `DType`: float32, float64, float16, bfloat16, complex64, complex128, int64 ... bool; then the
// exotic ones, complex32, both float8 and uint16 to uint64, each about one case in 150.
inline constexpr size_t kDType[] = {24, 20, 16, 16, 16, 16, 8, 4, 4, 4, 4, 8, 1, 1, 1, 1, 1, 1};

// Layouts.
inline constexpr int kPermutedPercent = 30;
inline constexpr int kSteppedPercent = 30;
inline constexpr int kOffsetPercent = 30;
inline constexpr int kSameLayoutPercent = 40;
inline constexpr int64_t kMaxStep = 3;
inline constexpr int64_t kMaxOffset = 5;

// Fills: distinct, constant, equal, dyadic, disparate, special.
inline constexpr size_t kFill[] = {7, 1, 2, 7, 3, 5};
/// Of the elements of a special fill, so many in a hundred are special; the rest are ordinary.
inline constexpr int kSpecialElementPercent = 60;

// Masks: all, one, none, checkerboard, runs, random, threshold.
inline constexpr size_t kMaskPattern[] = {2, 4, 2, 2, 3, 10, 2};
// Their shapes: the operands', one dimension broadcast, leading dimensions dropped and any broadcast, 0-dim.
inline constexpr size_t kMaskForm[] = {8, 4, 7, 1};
inline constexpr int kMaskDropDimPercent = 30;
inline constexpr int kMaskBroadcastDimPercent = 20;

// Indices: distinct, random (repeats by chance), repeated (at least one position twice), last, everything, cover.
inline constexpr size_t kIndexPattern[] = {8, 6, 4, 3, 2, 2};
// Their shapes: 1-D, 2-D, shapes that differ, 0-dim.
inline constexpr size_t kIndexForm[] = {10, 3, 4, 2};
/// One entry only, which alone can be 0-dim.
inline constexpr int kSingleIndexPercent = 15;
inline constexpr int kIndexCollapsePercent = 50;
inline constexpr int kIndexDropDimPercent = 50;
// Signs of indices: none negative, some, all.
inline constexpr size_t kIndexSigns[] = {4, 3, 1};
inline constexpr int kEmptyIndexPercent = 6;
inline constexpr int64_t kMaxIndexLength = 8;
inline constexpr int kNegativeDimPercent = 25;

// Autograd state of an operand.
inline constexpr int kRequiresGradPercent = 80;
inline constexpr int kLeafPercent = 70;
inline constexpr int kSavedPercent = 15;

// Cotangents: contiguous, strided, expanded, zero, only for the first result, only for the second.
inline constexpr size_t kCotangent[] = {8, 3, 2, 1, 2, 2};

}  // namespace swapcheck::weights
