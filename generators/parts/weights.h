// The visible table of how often the generators choose what: relative weights, or percent where the name says so.
#pragma once

#include <cstddef>
#include <cstdint>

namespace swapcheck::weights {

// Shapes: rank 0 to 5.
inline constexpr size_t kRank[] = {1, 3, 4, 3, 2, 1};
// Sizes of a dimension: 0 to 7.
inline constexpr size_t kDimension[] = {2, 6, 12, 10, 6, 3, 1, 1};
/// Elements a small tensor may have: outer dimensions of a larger draw become 1.
inline constexpr int64_t kMaxNumel = 256;
/// Tensors in a thousand that have more elements than that, up to the second number: vector widths with odd tails.
inline constexpr int kMediumPermille = 20;
inline constexpr int64_t kMaxMediumNumel = 2500;
/// And those that are larger than the grain of LibTorch's parallel loops (at::internal::GRAIN_SIZE, 32768).
inline constexpr int kLargePermille = 3;
inline constexpr int64_t kMinLargeNumel = 32769;
inline constexpr int64_t kMaxLargeNumel = 70000;

// Dtypes, in the order of `DType`: float32, float64, float16, bfloat16, complex64, complex128, int64 ... bool; then the
// exotic ones, complex32, two float8, uint16 to uint64 and three more float8, each about one case in 150.
inline constexpr size_t kDType[] = {24, 20, 16, 16, 16, 16, 8, 4, 4, 4, 4, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1};

// Layouts.
inline constexpr int kPermutedPercent = 30;
inline constexpr int kSteppedPercent = 30;
inline constexpr int kOffsetPercent = 30;
/// Of the permuted layouts of rank 4 and 5.
inline constexpr int kChannelsLastPercent = 40;
/// A dimension of stride 0; overlapping windows.
inline constexpr int kExpandedPercent = 7;
inline constexpr int kWindowPercent = 6;
inline constexpr int64_t kMaxWindow = 2;
/// Of the selections: those with layouts of their own, drawn as those of operands are.
inline constexpr int kSelectionLayoutPercent = 40;
inline constexpr int kSameLayoutPercent = 40;
inline constexpr int64_t kMaxStep = 3;
inline constexpr int64_t kMaxOffset = 5;

// Memory: separate storages, disjoint views of one, overlapping views of one, the same tensor twice.
inline constexpr size_t kRelation[] = {80, 8, 7, 5};
inline constexpr int64_t kMaxShift = 4;
inline constexpr int kSharedSelectionPercent = 6;
/// Read-only pages cost as much as a small call.
inline constexpr int kGuardedPercent = 20;

// Fills: distinct, constant, equal, dyadic, disparate, special, special of schema 1, one special.
inline constexpr size_t kFill[] = {7, 1, 2, 7, 3, 5, 0, 0};
/// Special ones among the elements of a special fill; the rest are ordinary.
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
/// Of the non-leaves: views of a leaf.
inline constexpr int kViewPercent = 50;
inline constexpr int kGatheredPercent = 20;
inline constexpr int kHookedPercent = 15;
/// Of the operands that do not require grad: inference tensors.
inline constexpr int kInferencePercent = 20;
/// Lazy conjugate and lazy negative views.
inline constexpr int kConjugatedPercent = 25;
inline constexpr int kNegatedPercent = 8;

// Cotangents of two results: one each, the same for both, only for the first result, only for the second.
inline constexpr size_t kCotangentResults[] = {12, 2, 2, 2};
inline constexpr int kZeroCotangentPercent = 6;
/// Those with layouts as operands have them; those of stride 0 alone, as behind a sum.
inline constexpr int kCotangentLayoutPercent = 55;
inline constexpr int kOnePlaceCotangentPercent = 8;

// Invalid input.
inline constexpr int kDefectPercent = 8;
// Which defect, of those that the case can have, in the order of `Defect`: what few cases can have weighs more.
inline constexpr size_t kDefect[] = {
    0,                                // none
    1, 1, 1, 1, 1, 1, 1,              // of two operands
    1, 1, 1, 1, 1, 3, 1, 1,           // of a mask; the 3 is a mask that is larger than the operands
    1, 1, 1, 1, 1, 1, 3, 1, 1, 1,     // of index tensors; the 3 is tensors that do not broadcast together
    1, 1, 1, 1, 8, 8, 1, 1, 1, 1, 1,  // of a within-swap; the 8 are slices named twice in i or in j
    1, 1, 1,                          // undefined x, i, j
};

// Calls with several threads, and from several callers at once.
inline constexpr int kThreadedLargePercent = 50;
inline constexpr int kThreadedPercent = 5;
inline constexpr int64_t kMostThreads = 4;
inline constexpr int kConcurrentPercent = 5;
inline constexpr int64_t kMostCallers = 4;

}  // namespace swapcheck::weights
