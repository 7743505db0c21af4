// Fill patterns: distinct, exact on their grid, and special where they say so.
#include "generators/value.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <set>

namespace swapcheck {
namespace {

/// Bit patterns of an IEEE 754 binary format or of bfloat16, from their tables.
struct FloatBits {
  DType dtype;
  uint64_t sign, infinity, quietNan, largestSubnormal, smallestNormal, largestFinite;
};

constexpr FloatBits kFloatBits[] = {
    {DType::Float16, 0x8000, 0x7c00, 0x7e00, 0x03ff, 0x0400, 0x7bff},
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
  const auto width = static_cast<size_t>(infoOf(tensor.dtype).floatBits / 8);
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
    const int64_t numel = info.largestWhole < 256 ? 62 : info.dtype == DType::BFloat16 ? 126 : 600;
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
  for (DType dtype : {DType::Complex64, DType::Complex128}) {
    const std::vector<double> components = componentsOf(filled(dtype, {300}, Fill::Distinct, 5, 0));
    EXPECT_EQ(std::set<double>(components.begin(), components.end()).size(), components.size());
  }
}

TEST(GridFill, StaysExactAStepAwayInEveryDifferentiableDType) {
  for (const DTypeInfo& info : kDTypes) {
    if (!isDifferentiable(info.dtype)) continue;
    for (Fill fill : {Fill::Distinct, Fill::Dyadic})
      for (uint64_t seed = 0; seed < 4; ++seed)
        for (int operand : {0, 1})
          EXPECT_TRUE(isExactOnGrid(filled(info.dtype, {600}, fill, seed, operand), gridStepOf(fill)))
              << info.name << " " << nameOf(fill);
  }
}

TEST(GridFill, LiesOnMultiplesOfItsStep) {
  for (const DTypeInfo& info : kDTypes)
    for (Fill fill : {Fill::Distinct, Fill::Dyadic})
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
}

TEST(Fill, GivesBoolsBothValuesAndNoOtherByte) {
  for (Fill fill : {Fill::Distinct, Fill::Dyadic, Fill::Special})
    EXPECT_EQ(integersIn<uint8_t>(filled(DType::Bool, {300}, fill, 2, 1)), std::set<uint8_t>({0, 1})) << nameOf(fill);
}

TEST(Fill, IsTheSameTwice) {
  for (const DTypeInfo& info : kDTypes)
    for (Fill fill : {Fill::Distinct, Fill::Dyadic, Fill::Special})
      EXPECT_EQ(filled(info.dtype, {5, 7}, fill, 2, 1), filled(info.dtype, {5, 7}, fill, 2, 1));
}

TEST(Fill, OfRandomNumbersDependsOnTheSeedAndTheOperand) {
  for (const DTypeInfo& info : kDTypes)
    for (Fill fill : {Fill::Dyadic, Fill::Special}) {
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

}  // namespace
}  // namespace swapcheck
