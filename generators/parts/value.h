// Named fill patterns: what stands in the operands.
#pragma once

#include "generators/parts/host_tensor.h"

namespace swapcheck {

/// Simplest first: shrinking moves towards the front.
enum class Fill : uint8_t {
  /// Whole numbers 1, 2, 3, ... through all operands: no two equal, as far as the dtype reaches, and never equal in
  /// both operands at one place.
  Distinct,
  /// One number all through each operand, another one in the other.
  Constant,
  /// As dyadic, and the operands are equal.
  Equal,
  /// Random multiples of 1/8 that every differentiable dtype holds exactly, with room for a step beside them.
  Dyadic,
  /// Random signs, mantissas and exponents: magnitudes over the whole range of normal numbers, or of integers.
  Disparate,
  /// NaN with payloads, infinities, both zeros, subnormals and extremes among ordinary numbers. No two NaNs of one sign
  /// are equal as far as the payloads reach, but for the plain one.
  Special,
  /// `Special` as cases of schema 1 mean it: fewer kinds of NaN and subnormals. Only read, never drawn.
  SpecialOfSchema1,
  /// As distinct, but for one number of `Special`: the seed says which one, and where. Never drawn: what special fills
  /// shrink to.
  OneSpecial,
};

inline constexpr int kFillCount = 8;

/// How many numbers a one-special fill chooses from, and how many of its seeds differ for operands of `numel` elements.
inline constexpr uint64_t kSpecialNumbers = 12;
uint64_t oneSpecialSeeds(DType dtype, int64_t numel);

/// Those of them that put a zero at the first place; none of dtypes that are not floating.
std::vector<uint64_t> oneZeroSeeds(DType dtype);

/// "distinct", "constant", ...
std::string_view fillName(Fill fill);

/// Distance of neighbouring grid points of a fill: finite differences step by whole multiples of it. 0 for those that
/// lie on no grid.
double gridStepOf(Fill fill);

/// Largest multiple of the grid step by which a component may be moved and still be exact in every differentiable
/// dtype.
inline constexpr int kMaxGridMove = 3;

/// The contents of operand number `operand` (0 or 1); a pure function of its arguments on every machine.
HostTensor filled(DType dtype, const Shape& shape, Fill fill, uint64_t seed, int operand);

}  // namespace swapcheck
