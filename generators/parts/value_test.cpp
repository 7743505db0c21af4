// Fill patterns: distinct, exact on their grid, and special where they say so.
#include "generators/parts/value.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <set>

#include "generators/parts/float_format.h"

namespace swapcheck {
namespace {

constexpr Fill kFills[] = {Fill::Distinct, Fill::Constant,         Fill::Equal,     Fill::Dyadic, Fill::Disparate,
                           Fill::Special,  Fill::SpecialOfSchema1, Fill::OneSpecial};
constexpr Fill kGridFills[] = {Fill::Distinct, Fill::Constant, Fill::Equal, Fill::Dyadic};
static_assert(std::size(kFills) == kFillCount);

/// Bit patterns of an IEEE 754 binary format or of bfloat16, from their tables.
struct FloatBits {
  DType dtype;
  uint64_t sign, infinity, quietNan, largestSubnormal, smallestNormal, largestFinite;
};

constexpr FloatBits kFloatBits[] = {
    {DType::Float16, 0x8000, 0x7c00, 0x7e00, 0x03ff, 0x0400, 0x7bff},
    {DType::Complex32, 0x8000, 0x7c00, 0x7e00, 0x03ff, 0x0400, 0x7bff},
    {DType::BFloat16, 0x8000, 0x7f80, 0x7fc0, 0x007f, 0x0080, 0x7f7f},
    {DType::Float32, 0x80000000, 0x7f800000, 0x7fc00000, 0x007fffff, 0x00800000, 0x7f7fffff},
    {DType::Complex64, 0x80000000, 0x7f800000, 0x7fc00000, 0x007fffff, 0x00800000, 0x7f7fffff},
    {DType::Float64, 0x8000000000000000, 0x7ff0000000000000, 0x7ff8000000000000, 0x000fffffffffffff, 0x0010000000000000,
     0x7fefffffffffffff},
    {DType::Complex128, 0x8000000000000000, 0x7ff0000000000000, 0x7ff8000000000000, 0x000fffffffffffff,
     0x0010000000000000, 0x7fefffffffffffff},
};

/// The bit patterns of one component of every element.
std::set<uint64_t> bitsIn(const HostTensor& tensor, int component) {
  const auto width = static_cast<size_t>(tensor.itemSize() / componentsOf(tensor.dtype));
  std::set<uint64_t> patterns;
  for (int64_t i = 0; i < tensor.numel(); ++i) {
    uint64_t bits = 0;
    std::memcpy(&bits, tensor.at(i) + static_cast<size_t>(component) * width, width);
    patterns.insert(bits);
  }
  return patterns;
}

template <typename Integer>
std::set<Integer> integersIn(const HostTensor& tensor) {
  std::vector<Integer> values(static_cast<size_t>(tensor.numel()));
  std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
  return {values.begin(), values.end()};
}

std::string elementAt(const HostTensor& tensor, int64_t i) {
  return {reinterpret_cast<const char*>(tensor.at(i)), static_cast<size_t>(tensor.itemSize())};
}

std::set<std::string> elementsOf(const HostTensor& tensor) {
  std::set<std::string> elements;
  for (int64_t i = 0; i < tensor.numel(); ++i) elements.insert(elementAt(tensor, i));
  return elements;
}

/// Different elements over both operands of `numel` elements each.
size_t distinctElements(DType dtype, int64_t numel) {
  std::set<std::string> elements;
  for (int operand : {0, 1}) {
    const HostTensor tensor = filled(dtype, {numel}, Fill::Distinct, 5, operand);
    for (int64_t i = 0; i < numel; ++i) elements.insert(elementAt(tensor, i));
  }
  return elements.size();
}

/// Whether every component, moved by up to `kMaxGridMove` steps, is exact in the tensor's dtype.
bool isExactOnGrid(const HostTensor& tensor, double step) {
  std::vector<std::byte> element(static_cast<size_t>(tensor.itemSize()));
  for (double component : componentsOf(tensor))
    for (int k = -kMaxGridMove; k <= kMaxGridMove; ++k) {
      const double moved = component + k * step;
      writeElement(tensor.dtype, element.data(), moved, moved);
      for (int c = 0; c < componentsOf(tensor.dtype); ++c)
        if (readComponent(tensor.dtype, element.data(), c) != moved) return false;
    }
  return true;
}

TEST(DistinctFill, HasNoTwoEqualElementsAsFarAsTheDTypeReaches) {
  for (const DTypeInfo& info : kDTypes) {
    if (info.dtype == DType::Bool) continue;
    const int64_t numel = std::min<int64_t>(600, (info.largestWhole - kMaxGridMove) / 2);
    EXPECT_EQ(distinctElements(info.dtype, numel), static_cast<size_t>(2 * numel)) << info.name;
  }
}

TEST(DistinctFill, DiffersBetweenTheOperandsAtEveryPositionOfEverySize) {
  for (const DTypeInfo& info : kDTypes)
    for (int64_t numel = 1; numel <= 600; ++numel) {
      const HostTensor a = filled(info.dtype, {numel}, Fill::Distinct, 5, 0);
      const HostTensor b = filled(info.dtype, {numel}, Fill::Distinct, 5, 1);
      for (int64_t i = 0; i < numel; ++i)
        ASSERT_NE(elementAt(a, i), elementAt(b, i)) << info.name << " " << i << " of " << numel;
    }
}

TEST(DistinctFill, HasDifferentRealAndImaginaryParts) {
  for (DType dtype : {DType::Complex64, DType::Complex128, DType::Complex32}) {
    const std::vector<double> components = componentsOf(filled(dtype, {300}, Fill::Distinct, 5, 0));
    EXPECT_EQ(std::set<double>(components.begin(), components.end()).size(), components.size());
  }
}

TEST(GridFill, StaysExactAStepAwayInEveryDifferentiableDType) {
  for (const DTypeInfo& info : kDTypes) {
    if (!isDifferentiable(info.dtype)) continue;
    for (Fill fill : kGridFills)
      for (uint64_t seed = 0; seed < 4; ++seed)
        for (int operand : {0, 1})
          EXPECT_TRUE(isExactOnGrid(filled(info.dtype, {600}, fill, seed, operand), gridStepOf(fill)))
              << info.name << " " << fillName(fill);
  }
}

TEST(GridFill, LiesOnMultiplesOfItsStep) {
  for (const DTypeInfo& info : kDTypes)
    for (Fill fill : kGridFills)
      for (double component : componentsOf(filled(info.dtype, {300}, fill, 3, 1)))
        EXPECT_EQ(component / gridStepOf(fill), std::round(component / gridStepOf(fill))) << info.name;
}

TEST(DyadicFill, HasFractionsOfBothSigns) {
  for (DType dtype : {DType::Float32, DType::BFloat16, DType::Complex64}) {
    const std::vector<double> components = componentsOf(filled(dtype, {300}, Fill::Dyadic, 3, 0));
    EXPECT_TRUE(std::any_of(components.begin(), components.end(), [](double x) { return x < 0; }));
    EXPECT_TRUE(std::any_of(components.begin(), components.end(), [](double x) { return x > 0; }));
    EXPECT_TRUE(std::any_of(components.begin(), components.end(), [](double x) { return x != std::round(x); }));
  }
}

TEST(SpecialFill, HasEverySpecialNumberOfBothSignsInEveryComponent) {
  for (const FloatBits& format : kFloatBits)
    for (int c = 0; c < componentsOf(format.dtype); ++c) {
      const std::set<uint64_t> bits = bitsIn(filled(format.dtype, {2000}, Fill::Special, 11, 0), c);
      for (uint64_t pattern : {uint64_t{0}, uint64_t{1}, format.infinity, format.quietNan, format.largestSubnormal,
                               format.smallestNormal, format.largestFinite})
        for (uint64_t sign : {uint64_t{0}, format.sign})
          EXPECT_TRUE(bits.count(sign | pattern)) << infoOf(format.dtype).name << " " << std::hex << (sign | pattern);
    }
}

TEST(GridFill, IsEveryFillButThoseWithoutAGrid) {
  for (Fill fill : kFills) {
    const bool onGrid = std::find(std::begin(kGridFills), std::end(kGridFills), fill) != std::end(kGridFills);
    EXPECT_EQ(gridStepOf(fill) > 0, onGrid) << fillName(fill);
  }
}

TEST(EqualFill, IsTheSameInBothOperandsAndNotConstant) {
  for (const DTypeInfo& info : kDTypes) {
    const HostTensor a = filled(info.dtype, {300}, Fill::Equal, 5, 0);
    EXPECT_EQ(a, filled(info.dtype, {300}, Fill::Equal, 5, 1)) << info.name;
    EXPECT_NE(a, filled(info.dtype, {300}, Fill::Equal, 6, 0)) << info.name;
    EXPECT_NE(elementsOf(a).size(), 1u) << info.name;
  }
}

TEST(ConstantFill, IsOneNumberInEachOperandAndNeverTheSameInBoth) {
  for (const DTypeInfo& info : kDTypes)
    for (uint64_t seed = 0; seed < 300; ++seed) {
      const HostTensor a = filled(info.dtype, {5}, Fill::Constant, seed, 0);
      const HostTensor b = filled(info.dtype, {5}, Fill::Constant, seed, 1);
      ASSERT_EQ(elementsOf(a).size(), 1u) << info.name;
      ASSERT_EQ(elementsOf(b).size(), 1u) << info.name;
      ASSERT_NE(readComponent(info.dtype, a.at(0)), readComponent(info.dtype, b.at(0))) << info.name << seed;
    }
}

TEST(ConstantFill, DependsOnItsSeed) {
  for (const DTypeInfo& info : kDTypes) {
    std::set<double> numbers;
    for (uint64_t seed = 0; seed < 300; ++seed)
      numbers.insert(readComponent(info.dtype, filled(info.dtype, {}, Fill::Constant, seed, 0).at(0)));
    EXPECT_GE(numbers.size(), info.dtype == DType::Bool ? 2u : 9u) << info.name;
  }
}

TEST(DisparateFill, HasNormalNumbersOfEveryExponentAndBothSigns) {
  for (const DTypeInfo& info : kDTypes) {
    if (info.floatBits == 0) continue;
    const FloatFormat format = formatOf(info.dtype);
    for (int c = 0; c < componentsOf(info.dtype); ++c) {
      std::set<uint64_t> exponents, signs;
      for (uint64_t bits : bitsIn(filled(info.dtype, {30000}, Fill::Disparate, 7, 0), c)) {
        ASSERT_FALSE(format.isNaN(bits) || format.isInfinity(bits) || format.isSubnormal(bits)) << info.name;
        ASSERT_NE(format.magnitude(bits), 0u) << info.name;
        exponents.insert(format.magnitude(bits) >> format.mantissaBits);
        signs.insert(bits & format.signBit());
      }
      EXPECT_EQ(*exponents.begin(), 1u) << info.name;
      EXPECT_EQ(*exponents.rbegin(), format.largestFinite() >> format.mantissaBits) << info.name;
      EXPECT_EQ(exponents.size(), *exponents.rbegin()) << info.name;
      EXPECT_EQ(signs.size(), 2u) << info.name;
    }
  }
}

TEST(DisparateFill, HasIntegersOfEveryLengthAndBothSigns) {
  for (const DTypeInfo& info : kDTypes) {
    if (info.kind != DTypeKind::Integer) continue;
    const HostTensor tensor = filled(info.dtype, {3000}, Fill::Disparate, 7, 0);
    const auto width = static_cast<size_t>(8 * info.itemSize);
    std::set<int> lengths, negativeLengths;
    for (int64_t i = 0; i < tensor.numel(); ++i) {
      const uint64_t bits = componentBits(tensor, i);
      const bool negative = !isUnsigned(info.dtype) && bits >> (width - 1);
      const uint64_t magnitude = negative ? ~bits & (UINT64_MAX >> (64 - width)) : bits;
      (negative ? negativeLengths : lengths).insert(static_cast<int>(std::bit_width(magnitude)));
    }
    EXPECT_EQ(lengths.size(), isUnsigned(info.dtype) ? width + 1 : width) << info.name;
    EXPECT_EQ(negativeLengths.size(), isUnsigned(info.dtype) ? 0 : width) << info.name;
  }
}

TEST(SpecialFill, HasSignallingNaNsAndRandomSubnormals) {
  for (const FloatBits& format : kFloatBits) {
    const std::set<uint64_t> bits = bitsIn(filled(format.dtype, {2000}, Fill::Special, 11, 0), 0);
    const auto count = [&](uint64_t above, uint64_t below) {
      return std::count_if(bits.begin(), bits.end(),
                           [&](uint64_t x) { return (x & ~format.sign) > above && (x & ~format.sign) < below; });
    };
    EXPECT_GT(count(format.infinity, format.quietNan), 20) << infoOf(format.dtype).name;
    EXPECT_GT(count(1, format.largestSubnormal), 20) << infoOf(format.dtype).name;
  }
}

TEST(SpecialFill, HasNoPayloadTwiceWherePayloadsAreMany) {
  for (DType dtype : {DType::Float32, DType::Float64, DType::Complex64}) {
    const FloatFormat format = formatOf(dtype);
    std::set<uint64_t> payloads;
    int nans = 0;
    for (int operand : {0, 1}) {
      const HostTensor tensor = filled(dtype, {1000}, Fill::Special, 11, operand);
      for (int64_t i = 0; i < tensor.numel(); ++i)
        for (int c = 0; c < componentsOf(dtype); ++c) {
          const uint64_t bits = componentBits(tensor, i, c);
          if (!format.isNaN(bits) || format.magnitude(bits) == format.plainNaN()) continue;
          ++nans;
          payloads.insert(bits & (format.quietBit() - 1));
        }
    }
    EXPECT_GT(nans, 100) << infoOf(dtype).name;
    EXPECT_EQ(payloads.size(), static_cast<size_t>(nans)) << infoOf(dtype).name;
  }
}

TEST(SpecialFill, OfAFloat8IsAnyByte) {
  for (DType dtype :
       {DType::Float8E5M2, DType::Float8E4M3FN, DType::Float8E5M2FNUZ, DType::Float8E4M3FNUZ, DType::Float8E8M0FNU})
    EXPECT_EQ(bitsIn(filled(dtype, {5000}, Fill::Special, 11, 0), 0).size(), 256u) << infoOf(dtype).name;
}

TEST(SpecialFill, HasNaNsWithPayloads) {
  for (const FloatBits& format : kFloatBits) {
    const std::set<uint64_t> bits = bitsIn(filled(format.dtype, {2000}, Fill::Special, 11, 1), 0);
    EXPECT_GT(std::count_if(bits.begin(), bits.end(), [&](uint64_t x) { return (x & ~format.sign) > format.quietNan; }),
              20)
        << infoOf(format.dtype).name;
  }
}

TEST(SpecialFill, HasAllNumbersOfASmallDrawInBothOperands) {
  for (int operand : {0, 1}) {
    const std::set<uint64_t> bits = bitsIn(filled(DType::Float32, {256}, Fill::Special, 11, operand), 0);
    EXPECT_TRUE(bits.count(0x80000000));
    EXPECT_TRUE(bits.count(0x7fc00000));
    EXPECT_TRUE(bits.count(0x7f800000));
  }
}

template <typename Integer>
void expectExtremes(DType dtype) {
  const std::set<Integer> values = integersIn<Integer>(filled(dtype, {256}, Fill::Special, 11, 0));
  EXPECT_TRUE(values.count(std::numeric_limits<Integer>::min())) << infoOf(dtype).name;
  EXPECT_TRUE(values.count(std::numeric_limits<Integer>::max())) << infoOf(dtype).name;
}

TEST(SpecialFill, HasTheLeastAndTheLargestInteger) {
  expectExtremes<int64_t>(DType::Int64);
  expectExtremes<int32_t>(DType::Int32);
  expectExtremes<int16_t>(DType::Int16);
  expectExtremes<int8_t>(DType::Int8);
  expectExtremes<uint8_t>(DType::UInt8);
  expectExtremes<uint16_t>(DType::UInt16);
  expectExtremes<uint32_t>(DType::UInt32);
  expectExtremes<uint64_t>(DType::UInt64);
}

TEST(Fill, GivesBoolsBothValuesAndNoOtherByte) {
  for (Fill fill : kFills) {
    std::set<uint8_t> values = integersIn<uint8_t>(filled(DType::Bool, {300}, fill, 2, 1));
    if (fill == Fill::Constant) values.merge(integersIn<uint8_t>(filled(DType::Bool, {300}, fill, 2, 0)));
    EXPECT_EQ(values, std::set<uint8_t>({0, 1})) << fillName(fill);
  }
}

TEST(Fill, IsTheSameTwice) {
  for (const DTypeInfo& info : kDTypes)
    for (Fill fill : kFills) EXPECT_EQ(filled(info.dtype, {5, 7}, fill, 2, 1), filled(info.dtype, {5, 7}, fill, 2, 1));
}

TEST(Fill, OfRandomNumbersDependsOnTheSeedAndTheOperand) {
  for (const DTypeInfo& info : kDTypes)
    for (Fill fill : {Fill::Dyadic, Fill::Disparate, Fill::Special}) {
      EXPECT_NE(filled(info.dtype, {60}, fill, 2, 0), filled(info.dtype, {60}, fill, 3, 0)) << info.name;
      EXPECT_NE(filled(info.dtype, {60}, fill, 2, 0), filled(info.dtype, {60}, fill, 2, 1)) << info.name;
    }
}

TEST(Fill, HasTheShapeAndBytesOfItsTensor) {
  for (const DTypeInfo& info : kDTypes)
    for (const Shape& shape : {Shape{}, Shape{0, 3}, Shape{2, 3}}) {
      const HostTensor tensor = filled(info.dtype, shape, Fill::Special, 1, 0);
      EXPECT_EQ(tensor.shape, shape);
      EXPECT_EQ(tensor.bytes.size(), static_cast<size_t>(numelOf(shape) * info.itemSize));
    }
}

TEST(OneSpecial, IsADistinctFillButForOneComponent) {
  for (DType dtype : {DType::Float32, DType::Complex64, DType::BFloat16, DType::Int16}) {
    std::set<std::vector<std::byte>> seen;
    for (uint64_t seed = 0; seed < oneSpecialSeeds(dtype, 3); ++seed) {
      int changed = 0;
      std::vector<std::byte> both;
      for (int operand : {0, 1}) {
        const HostTensor plain = filled(dtype, {3}, Fill::Distinct, 0, operand);
        const HostTensor special = filled(dtype, {3}, Fill::OneSpecial, seed, operand);
        for (int64_t i = 0; i < 3; ++i)
          for (int c = 0; c < componentsOf(dtype); ++c)
            changed += componentBits(plain, i, c) != componentBits(special, i, c);
        both.insert(both.end(), special.bytes.begin(), special.bytes.end());
      }
      EXPECT_EQ(changed, 1) << infoOf(dtype).name << " " << seed;
      seen.insert(both);
    }
    const uint64_t numbers = dtype == DType::Int16 ? 4 : kSpecialNumbers;
    EXPECT_EQ(seen.size(), oneSpecialSeeds(dtype, 3) / kSpecialNumbers * numbers) << infoOf(dtype).name;
  }
}

TEST(OneSpecial, HasSeedsForAZeroOfEachOperandComponentAndSign) {
  for (DType dtype : {DType::Float32, DType::Complex64, DType::BFloat16}) {
    const std::vector<uint64_t> seeds = oneZeroSeeds(dtype);
    EXPECT_EQ(std::ssize(seeds), 4 * componentsOf(dtype));
    for (uint64_t seed : seeds) {
      int zeros = 0;
      for (int operand : {0, 1})
        for (double component : componentsOf(filled(dtype, {1}, Fill::OneSpecial, seed, operand)))
          zeros += component == 0;
      EXPECT_EQ(zeros, 1) << infoOf(dtype).name << " " << seed;
    }
  }
  EXPECT_TRUE(oneZeroSeeds(DType::Int16).empty());
}

}  // namespace
}  // namespace swapcheck
