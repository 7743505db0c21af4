#include "generators/parts/value.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "generators/parts/float_format.h"
#include "generators/parts/hash.h"
#include "generators/parts/weights.h"
#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kFillNames({
    NamedValue{Fill::Distinct, "distinct"},
    {Fill::Constant, "constant"},
    {Fill::Equal, "equal"},
    {Fill::Dyadic, "dyadic"},
    {Fill::Disparate, "disparate"},
    {Fill::Special, "special"},
    {Fill::SpecialOfSchema1, "special-1"},
    {Fill::OneSpecial, "one-special"},
});
static_assert(decltype(kFillNames)::size() == kFillCount);

/// Grid points reach so far that a whole number plus `kMaxGridMove` still fits 8 significant bits (bfloat16).
constexpr int64_t kGridReach = 250;
static_assert(kGridReach + kMaxGridMove <= 256);

constexpr double kDyadicUnit = 1.0 / 8;

/// Where a number is written, and what it depends on besides its dtype and fill.
struct ElementPlace {
  uint64_t seed;
  int operand;
  /// Row-major position in the operand.
  int64_t index;
  /// Elements of one operand.
  int64_t numel;

  uint64_t random() const { return hashOf(seed, static_cast<uint64_t>(operand), static_cast<uint64_t>(index)); }
};

bool isFloating(DType dtype) { return infoOf(dtype).floatBits > 0; }

/// Writes the low bytes of `bits` into one component.
void writeBits(DType dtype, std::byte* element, int component, uint64_t bits) {
  const auto width = static_cast<size_t>(infoOf(dtype).itemSize / componentsOf(dtype));
  std::memcpy(element + static_cast<size_t>(component) * width, &bits, width);  // little-endian
}

/// A random NaN payload under the quiet bit. Neighbouring places have different ones: an odd factor permutes the
/// numbers under a power of two.
uint64_t payloadAt(FloatFormat format, const ElementPlace& place, int component) {
  const auto position = static_cast<uint64_t>(2 * (place.operand * place.numel + place.index) + component);
  return (hashOf(place.seed, 2, 0) + position * 0x9e3779b97f4a7c15) & (format.quietBit() - 1);
}

uint64_t specialBits(FloatFormat format, uint64_t random, uint64_t payload) {
  const uint64_t sign = random & 1 ? format.signBit() : 0;
  const uint64_t infinity = format.exponentMask();
  const std::array<uint64_t, 11> magnitudes = {
      format.plainNaN(),
      format.plainNaN() | payload,                            // a quiet NaN with a payload
      payload == 0 ? format.plainNaN() : infinity | payload,  // a signalling NaN
      infinity,
      0,
      0,                                                             // zeros twice: copies by arithmetic lose its sign
      1,                                                             // the smallest subnormal
      format.mantissaMask(),                                         // the largest subnormal
      std::max<uint64_t>(1, (random >> 8) & format.mantissaMask()),  // any subnormal
      format.smallestNormal(),
      format.largestFinite(),
  };
  return sign | magnitudes[(random >> 1) % magnitudes.size()];
}

/// Must not change: case files of schema 1 refer to it.
uint64_t specialBitsOfSchema1(FloatFormat format, uint64_t random) {
  const uint64_t sign = random & 1 ? format.signBit() : 0;
  const std::array<uint64_t, 9> magnitudes = {format.plainNaN(),
                                              format.plainNaN() | ((random >> 8) & format.mantissaMask()),
                                              format.exponentMask(),
                                              0,
                                              0,
                                              1,
                                              format.mantissaMask(),
                                              format.smallestNormal(),
                                              format.largestFinite()};
  return sign | magnitudes[(random >> 1) % magnitudes.size()];
}

void writeSpecialFloat(DType dtype, std::byte* element, uint64_t random, const ElementPlace& place) {
  const FloatFormat format = formatOf(dtype);
  for (int c = 0; c < componentsOf(dtype); ++c)
    writeBits(dtype, element, c,
              specialBits(format, mixBits(random + static_cast<uint64_t>(c)), payloadAt(format, place, c)));
}

void writeSpecialInteger(DType dtype, std::byte* element, uint64_t random) {
  const uint64_t highBit = uint64_t{1} << (8 * infoOf(dtype).itemSize - 1);
  const std::array<uint64_t, 4> patterns = {0, ~uint64_t{0}, highBit, highBit - 1};
  writeBits(dtype, element, 0, patterns[random % patterns.size()]);
}

/// The grid points of a dtype, in units.
struct GridPoints {
  int64_t first;
  int64_t last;
  double unit;

  int64_t count() const { return last - first + 1; }
  double at(int64_t k) const { return unit * static_cast<double>(first + k); }
  double random(uint64_t bits) const { return at(spread(bits, 0, count() - 1)); }
};

GridPoints pointsOf(DType dtype) {
  if (dtype == DType::Bool) return {0, 1, 1};
  const int64_t reach = std::min(kGridReach, infoOf(dtype).largestWhole);
  return {isUnsigned(dtype) ? 0 : -reach, reach, isFloating(dtype) ? kDyadicUnit : 1};
}

void writeDyadic(DType dtype, std::byte* element, uint64_t random) {
  const GridPoints points = pointsOf(dtype);
  writeElement(dtype, element, points.random(random), points.random(mixBits(random)));
}

void writeConstant(DType dtype, std::byte* element, uint64_t seed, int operand) {
  const GridPoints points = pointsOf(dtype);
  const uint64_t random = hashOf(seed, 0, 0);
  const int64_t first = spread(random, 0, points.count() - 1);
  const int64_t second = (first + spread(mixBits(random), 1, points.count() - 1)) % points.count();
  writeElement(dtype, element, points.at(operand == 0 ? first : second), points.random(hashOf(seed, 1, 0)));
}

/// A normal number of any exponent.
uint64_t disparateBits(FloatFormat format, uint64_t random) {
  const auto largest = static_cast<int64_t>(format.largestFinite() >> format.mantissaBits);
  const auto exponent = static_cast<uint64_t>(spread(random >> 1, 1, largest));
  const uint64_t mantissa = mixBits(random) & format.mantissaMask();
  const uint64_t magnitude = std::min(exponent << format.mantissaBits | mantissa, format.largestFinite());
  return random & 1 ? format.signBit() | magnitude : magnitude;
}

/// An integer of any length in bits, and of either sign where there are signs.
uint64_t disparateInteger(DType dtype, uint64_t random) {
  const int64_t mostBits = 8 * infoOf(dtype).itemSize - (isUnsigned(dtype) ? 0 : 1);
  const int64_t bits = spread(random >> 1, 0, mostBits);
  const uint64_t magnitude =
      bits == 0 ? 0 : (mixBits(random) | uint64_t{1} << 63) >> (64 - bits);  // the highest of its bits is 1
  return !isUnsigned(dtype) && random & 1 ? ~magnitude : magnitude;          // ~x is -x - 1
}

void writeDisparate(DType dtype, std::byte* element, uint64_t random) {
  if (dtype == DType::Bool) return writeDyadic(dtype, element, random);
  for (int c = 0; c < componentsOf(dtype); ++c) {
    const uint64_t bits = mixBits(random + static_cast<uint64_t>(c));
    writeBits(dtype, element, c,
              isFloating(dtype) ? disparateBits(formatOf(dtype), bits) : disparateInteger(dtype, bits));
  }
}

void writeSpecial(DType dtype, std::byte* element, const ElementPlace& place) {
  const uint64_t random = place.random();
  const uint64_t detail = mixBits(random);
  if (isFloat8(dtype)) return writeBits(dtype, element, 0, detail);  // few enough for any byte to be special
  const bool ordinary = spread(random, 0, 99) >= weights::kSpecialElementPercent;
  if (ordinary || dtype == DType::Bool) return writeDyadic(dtype, element, detail);
  if (isFloating(dtype)) return writeSpecialFloat(dtype, element, detail, place);
  writeSpecialInteger(dtype, element, detail);
}

void writeSpecialOfSchema1(DType dtype, std::byte* element, const ElementPlace& place) {
  const uint64_t random = place.random();
  const uint64_t detail = mixBits(random);
  constexpr int64_t specialPercent = 60;
  if (spread(random, 0, 99) >= specialPercent || dtype == DType::Bool) return writeDyadic(dtype, element, detail);
  if (!isFloating(dtype)) return writeSpecialInteger(dtype, element, detail);
  for (int c = 0; c < componentsOf(dtype); ++c)
    writeBits(dtype, element, c, specialBitsOfSchema1(formatOf(dtype), mixBits(detail + static_cast<uint64_t>(c))));
}

/// How many whole numbers a distinct fill has before it begins anew.
int64_t distinctCountOf(DType dtype) { return infoOf(dtype).largestWhole - kMaxGridMove; }

/// Where the numbers of an operand begin: after those of the one before it, and never so that both operands have the
/// same number at the same place.
int64_t distinctStartOf(DType dtype, int64_t numel, int operand) {
  return operand * (numel % distinctCountOf(dtype) == 0 ? numel + 1 : numel);
}

void writeDistinct(DType dtype, std::byte* element, const ElementPlace& place) {
  if (dtype == DType::Bool)
    return writeElement(dtype, element, static_cast<double>((place.index + place.operand + 1) % 2));
  const int64_t start = distinctStartOf(dtype, place.numel, place.operand);
  const double whole = static_cast<double>(1 + (start + place.index) % distinctCountOf(dtype));
  writeElement(dtype, element, whole, -whole);
}

std::array<uint64_t, kSpecialNumbers> specialNumbers(FloatFormat format) {
  const uint64_t infinity = format.exponentMask(), sign = format.signBit();
  return {format.plainNaN(),
          infinity,
          sign,  // -0.0
          0,
          format.plainNaN() | 1,
          infinity | 1,  // a signalling NaN
          sign | format.plainNaN() | 1,
          sign | infinity,
          1,
          format.mantissaMask(),
          format.smallestNormal(),
          format.largestFinite()};
}

/// The seed's digits say which number, of which operand, component and position.
void writeOneSpecial(DType dtype, std::byte* element, const ElementPlace& place) {
  writeDistinct(dtype, element, place);
  const uint64_t number = place.seed % kSpecialNumbers;
  uint64_t left = place.seed / kSpecialNumbers;
  const bool isOfOperand = left % 2 == static_cast<uint64_t>(place.operand);
  left /= 2;
  const auto components = static_cast<uint64_t>(componentsOf(dtype));
  if (!isOfOperand || left / components % static_cast<uint64_t>(place.numel) != static_cast<uint64_t>(place.index))
    return;
  if (isFloating(dtype))
    writeBits(dtype, element, static_cast<int>(left % components), specialNumbers(formatOf(dtype))[number]);
  else if (dtype != DType::Bool)
    writeSpecialInteger(dtype, element, number);
}

void write(DType dtype, std::byte* element, Fill fill, const ElementPlace& place) {
  switch (fill) {
    case Fill::Distinct: return writeDistinct(dtype, element, place);
    case Fill::Constant: return writeConstant(dtype, element, place.seed, place.operand);
    case Fill::Equal:
      return writeDyadic(dtype, element, ElementPlace{place.seed, 0, place.index, place.numel}.random());
    case Fill::Dyadic: return writeDyadic(dtype, element, place.random());
    case Fill::Disparate: return writeDisparate(dtype, element, place.random());
    case Fill::Special: return writeSpecial(dtype, element, place);
    case Fill::SpecialOfSchema1: return writeSpecialOfSchema1(dtype, element, place);
    case Fill::OneSpecial: return writeOneSpecial(dtype, element, place);
  }
}

}  // namespace

std::vector<uint64_t> oneZeroSeeds(DType dtype) {
  std::vector<uint64_t> seeds;
  if (!isFloating(dtype)) return seeds;
  const auto numbers = specialNumbers(formatOf(dtype));
  for (uint64_t seed = 0; seed < oneSpecialSeeds(dtype, 1); ++seed)
    if (formatOf(dtype).isZero(numbers[seed % kSpecialNumbers])) seeds.push_back(seed);
  return seeds;
}

uint64_t oneSpecialSeeds(DType dtype, int64_t numel) {
  return kSpecialNumbers * 2 * static_cast<uint64_t>(componentsOf(dtype)) * static_cast<uint64_t>(numel);
}

std::string_view fillName(Fill fill) { return kFillNames.of(fill); }

double gridStepOf(Fill fill) {
  switch (fill) {
    case Fill::Distinct: return 1;
    case Fill::Constant:
    case Fill::Equal:
    case Fill::Dyadic: return kDyadicUnit;
    case Fill::Disparate:
    case Fill::Special:
    case Fill::SpecialOfSchema1:
    case Fill::OneSpecial: return 0;
  }
  return 0;
}

HostTensor filled(DType dtype, const Shape& shape, Fill fill, uint64_t seed, int operand) {
  HostTensor tensor = zeroTensor(dtype, shape);
  const int64_t numel = tensor.numel();
  for (int64_t i = 0; i < numel; ++i) write(dtype, tensor.at(i), fill, {seed, operand, i, numel});
  return tensor;
}

}  // namespace swapcheck
