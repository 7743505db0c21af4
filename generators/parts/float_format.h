// The bits of floating-point numbers.
#pragma once

#include "generators/parts/dtype.h"

namespace swapcheck {

/// Which bits stand for no finite number.
enum class NonFinite : uint8_t {
  /// As IEEE 754: the largest exponent is that of infinities and NaNs.
  Ieee,
  /// "fn": no infinity; the largest exponent is one of finite numbers too, and only the mantissa of all ones is NaN.
  AllOnes,
  /// "fnuz": no infinity and no negative zero; the bits that would be the latter are the only NaN, and the exponent's
  /// bias is larger by one.
  NegativeZero,
};

/// A binary format of sign, exponent and mantissa, of at most 64 bits.
struct FloatFormat {
  int exponentBits;
  int mantissaBits;
  NonFinite nonFinite = NonFinite::Ieee;

  constexpr uint64_t mantissaMask() const { return (uint64_t{1} << mantissaBits) - 1; }
  constexpr uint64_t exponentMask() const { return ((uint64_t{1} << exponentBits) - 1) << mantissaBits; }
  constexpr uint64_t signBit() const { return uint64_t{1} << (exponentBits + mantissaBits); }
  /// Of a NaN's mantissa, the bit that makes it quiet.
  constexpr uint64_t quietBit() const { return uint64_t{1} << (mantissaBits - 1); }
  constexpr uint64_t largestFinite() const {
    if (nonFinite == NonFinite::Ieee) return exponentMask() - 1;
    return (exponentMask() | mantissaMask()) - (nonFinite == NonFinite::AllOnes ? 1 : 0);
  }
  constexpr uint64_t smallestNormal() const { return uint64_t{1} << mantissaBits; }
  /// The NaN that arithmetic gives, without a sign.
  constexpr uint64_t plainNaN() const {
    if (nonFinite == NonFinite::NegativeZero) return signBit();
    return exponentMask() | (nonFinite == NonFinite::Ieee ? quietBit() : mantissaMask());
  }
  constexpr int bias() const { return (1 << (exponentBits - 1)) - (nonFinite == NonFinite::NegativeZero ? 0 : 1); }

  constexpr uint64_t magnitude(uint64_t bits) const { return bits & (signBit() - 1); }
  constexpr bool isNaN(uint64_t bits) const {
    if (nonFinite == NonFinite::NegativeZero) return bits == signBit();
    return magnitude(bits) > (nonFinite == NonFinite::Ieee ? exponentMask() : largestFinite());
  }
  constexpr bool isInfinity(uint64_t bits) const {
    return nonFinite == NonFinite::Ieee && magnitude(bits) == exponentMask();
  }
  constexpr bool isNegativeZero(uint64_t bits) const {
    return nonFinite != NonFinite::NegativeZero && bits == signBit();
  }
  constexpr bool isZero(uint64_t bits) const { return bits == 0 || isNegativeZero(bits); }
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
