// The bits of floating-point numbers.
#pragma once

#include "generators/parts/dtype.h"

namespace swapcheck {

/// A binary format of sign, exponent and mantissa, of at most 64 bits.
struct FloatFormat {
  int exponentBits;
  int mantissaBits;
  /// As IEEE 754, the largest exponent is that of infinities and NaNs. Without ("fn"), it is one of finite numbers too,
  /// and only the mantissa of all ones is NaN.
  bool hasInfinity = true;

  constexpr uint64_t mantissaMask() const { return (uint64_t{1} << mantissaBits) - 1; }
  constexpr uint64_t exponentMask() const { return ((uint64_t{1} << exponentBits) - 1) << mantissaBits; }
  constexpr uint64_t signBit() const { return uint64_t{1} << (exponentBits + mantissaBits); }
  /// Of a NaN's mantissa, the bit that makes it quiet.
  constexpr uint64_t quietBit() const { return uint64_t{1} << (mantissaBits - 1); }
  constexpr uint64_t largestFinite() const {
    return hasInfinity ? exponentMask() - 1 : (exponentMask() | mantissaMask()) - 1;
  }
  constexpr uint64_t smallestNormal() const { return uint64_t{1} << mantissaBits; }
  /// The NaN that arithmetic gives, without a sign.
  constexpr uint64_t plainNaN() const { return exponentMask() | (hasInfinity ? quietBit() : mantissaMask()); }
  constexpr int bias() const { return (1 << (exponentBits - 1)) - 1; }

  constexpr uint64_t magnitude(uint64_t bits) const { return bits & (signBit() - 1); }
  constexpr bool isNaN(uint64_t bits) const {
    return magnitude(bits) > (hasInfinity ? exponentMask() : largestFinite());
  }
  constexpr bool isInfinity(uint64_t bits) const { return hasInfinity && magnitude(bits) == exponentMask(); }
  constexpr bool isNegativeZero(uint64_t bits) const { return bits == signBit(); }
  constexpr bool isSubnormal(uint64_t bits) const { return magnitude(bits) != 0 && magnitude(bits) < smallestNormal(); }
  constexpr bool isLargestFinite(uint64_t bits) const { return magnitude(bits) == largestFinite(); }
};

/// The format of a floating dtype, or of a component of a complex one.
FloatFormat formatOf(DType dtype);

/// The number that the bits stand for, of a format narrower than double; a NaN loses its payload.
double decoded(FloatFormat format, uint64_t bits);

/// The bits of a number that the format holds exactly; the plain NaN for a NaN.
uint64_t encoded(FloatFormat format, double value);

}  // namespace swapcheck
