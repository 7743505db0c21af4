#include "generators/parts/float_format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace swapcheck {

FloatFormat formatOf(DType dtype) {
  if (dtype == DType::BFloat16) return {8, 7};
  if (dtype == DType::Float8E5M2) return {5, 2};
  if (dtype == DType::Float8E4M3FN) return {4, 3, NonFinite::AllOnes};
  if (dtype == DType::Float8E5M2FNUZ) return {5, 2, NonFinite::NegativeZero};
  if (dtype == DType::Float8E4M3FNUZ) return {4, 3, NonFinite::NegativeZero};
  switch (infoOf(dtype).floatBits) {
    case 16: return {5, 10};
    case 32: return {8, 23};
    default: return {11, 52};
  }
}

double decoded(FloatFormat format, uint64_t bits) {
  const double sign = bits & format.signBit() ? -1 : 1;
  if (format.isNaN(bits)) return std::copysign(std::numeric_limits<double>::quiet_NaN(), sign);
  if (format.isInfinity(bits)) return sign * std::numeric_limits<double>::infinity();
  const auto mantissa = static_cast<double>(bits & format.mantissaMask());
  const auto exponent = static_cast<int>((bits & format.exponentMask()) >> format.mantissaBits);
  const int unit = 1 - format.bias() - format.mantissaBits;  // exponent of the smallest subnormal
  if (exponent == 0) return sign * std::ldexp(mantissa, unit);
  return sign * std::ldexp(mantissa + std::ldexp(1, format.mantissaBits), unit + exponent - 1);
}

uint64_t encoded(FloatFormat format, double value) {
  const uint64_t sign = std::signbit(value) ? format.signBit() : 0;
  if (std::isnan(value)) return sign | format.plainNaN();
  if (std::isinf(value)) return sign | format.exponentMask();
  if (value == 0) return format.isNaN(sign) ? 0 : sign;
  const int unit = 1 - format.bias() - format.mantissaBits;
  const int step = std::max(unit, std::ilogb(value) - format.mantissaBits);  // exponent of the last bit
  const auto significand = static_cast<uint64_t>(std::ldexp(std::fabs(value), -step));
  // The leading one of a normal number counts as one more in the exponent.
  return sign | ((static_cast<uint64_t>(step - unit) << format.mantissaBits) + significand);
}

}  // namespace swapcheck
