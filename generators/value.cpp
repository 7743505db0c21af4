#include "generators/value.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "generators/hash.h"
#include "generators/weights.h"

namespace swapcheck {
namespace {

/// Grid points reach so far that a whole number plus `kMaxGridMove` still fits 8 significant bits (bfloat16).
constexpr int64_t kGridReach = 250;
static_assert(kGridReach + kMaxGridMove <= 256);

constexpr double kDyadicUnit = 1.0 / 8;

/// An IEEE 754 binary format, or bfloat16.
struct FloatFormat {
  int exponentBits;
  int mantissaBits;
};

FloatFormat formatOf(DType dtype) {
  if (dtype == DType::BFloat16) return {8, 7};
  switch (infoOf(dtype).floatBits) {
    case 16: return {5, 10};
    case 32: return {8, 23};
    default: return {11, 52};
  }
}

uint64_t specialBits(FloatFormat format, uint64_t random) {
  const uint64_t mantissaMask = (uint64_t{1} << format.mantissaBits) - 1;
  const uint64_t quiet = uint64_t{1} << (format.mantissaBits - 1);
  const uint64_t infinity = ((uint64_t{1} << format.exponentBits) - 1) << format.mantissaBits;
  const uint64_t sign = (random & 1) << (format.exponentBits + format.mantissaBits);
  const std::array<uint64_t, 9> magnitudes = {
      infinity | quiet,                                   // the plain NaN
      infinity | quiet | ((random >> 8) & mantissaMask),  // a NaN with a payload
      infinity,
      0,
      0,                                   // zeros twice: the sign of zero is what most copies by arithmetic lose
      1,                                   // the smallest subnormal
      mantissaMask,                        // the largest subnormal
      uint64_t{1} << format.mantissaBits,  // the smallest normal number
      infinity - 1,                        // the largest finite number
  };
  return sign | magnitudes[(random >> 1) % magnitudes.size()];
}

void writeSpecialFloat(DType dtype, std::byte* element, uint64_t random) {
  const auto width = static_cast<size_t>(infoOf(dtype).floatBits / 8);
  for (int c = 0; c < componentsOf(dtype); ++c) {
    const uint64_t bits = specialBits(formatOf(dtype), mixBits(random + static_cast<uint64_t>(c)));
    std::memcpy(element + static_cast<size_t>(c) * width, &bits, width);  // little-endian: the low bytes come first
  }
}

void writeSpecialInteger(DType dtype, std::byte* element, uint64_t random) {
  const auto width = static_cast<size_t>(infoOf(dtype).itemSize);
  const uint64_t highBit = uint64_t{1} << (8 * width - 1);
  const std::array<uint64_t, 4> patterns = {0, ~uint64_t{0}, highBit, highBit - 1};
  const uint64_t bits = patterns[random % patterns.size()];
  std::memcpy(element, &bits, width);
}

void writeDyadic(DType dtype, std::byte* element, uint64_t random) {
  const int64_t reach = std::min(kGridReach, infoOf(dtype).largestWhole);
  switch (infoOf(dtype).kind) {
    case DTypeKind::Bool: return writeElement(dtype, element, static_cast<double>(random & 1));
    case DTypeKind::Integer:
      return writeElement(dtype, element,
                          static_cast<double>(spread(random, dtype == DType::UInt8 ? 0 : -reach, reach)));
    default:
      return writeElement(dtype, element, kDyadicUnit * static_cast<double>(spread(random, -reach, reach)),
                          kDyadicUnit * static_cast<double>(spread(mixBits(random), -reach, reach)));
  }
}

void writeSpecial(DType dtype, std::byte* element, uint64_t random) {
  const uint64_t detail = mixBits(random);
  const bool ordinary = spread(random, 0, 99) >= weights::kSpecialElementPercent;
  if (ordinary || dtype == DType::Bool) return writeDyadic(dtype, element, detail);
  if (isDifferentiable(dtype)) return writeSpecialFloat(dtype, element, detail);
  writeSpecialInteger(dtype, element, detail);
}

/// How many whole numbers a distinct fill has before it begins anew.
int64_t distinctCountOf(DType dtype) { return infoOf(dtype).largestWhole - kMaxGridMove; }

/// Where the numbers of an operand begin: after those of the one before it, and never so that both operands have the
/// same number at the same place.
int64_t distinctStartOf(DType dtype, int64_t numel, int operand) {
  return operand * (numel % distinctCountOf(dtype) == 0 ? numel + 1 : numel);
}

void writeDistinct(DType dtype, std::byte* element, int64_t start, int64_t index, int operand) {
  if (dtype == DType::Bool) return writeElement(dtype, element, static_cast<double>((index + operand + 1) % 2));
  const double whole = static_cast<double>(1 + (start + index) % distinctCountOf(dtype));
  writeElement(dtype, element, whole, -whole);
}

}  // namespace

std::string_view nameOf(Fill fill) {
  switch (fill) {
    case Fill::Distinct: return "distinct";
    case Fill::Dyadic: return "dyadic";
    case Fill::Special: return "special";
  }
  return "?";
}

double gridStepOf(Fill fill) {
  switch (fill) {
    case Fill::Distinct: return 1;
    case Fill::Dyadic: return kDyadicUnit;
    case Fill::Special: return 0;
  }
  return 0;
}

HostTensor filled(DType dtype, const Shape& shape, Fill fill, uint64_t seed, int operand) {
  HostTensor tensor = zeroTensor(dtype, shape);
  const int64_t numel = tensor.numel();
  const int64_t start = distinctStartOf(dtype, numel, operand);
  for (int64_t i = 0; i < numel; ++i) {
    const uint64_t random = hashOf(seed, static_cast<uint64_t>(operand), static_cast<uint64_t>(i));
    switch (fill) {
      case Fill::Distinct: writeDistinct(dtype, tensor.at(i), start, i, operand); break;
      case Fill::Dyadic: writeDyadic(dtype, tensor.at(i), random); break;
      case Fill::Special: writeSpecial(dtype, tensor.at(i), random); break;
    }
  }
  return tensor;
}

}  // namespace swapcheck
