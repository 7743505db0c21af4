// Bits and numbers of the narrow formats.
#include "generators/parts/float_format.h"

#include <gtest/gtest.h>

#include <cmath>

#include "generators/parts/host_tensor.h"

namespace swapcheck {
namespace {

constexpr DType kNarrow[] = {DType::Float8E5M2,     DType::Float8E4M3FN, DType::Float8E5M2FNUZ,
                             DType::Float8E4M3FNUZ, DType::Float16,      DType::BFloat16};

struct Known {
  DType dtype;
  uint64_t bits;
  double value;
};

// From the tables of "FP8 Formats for Deep Learning" (Micikevicius et al., 2022); those without infinities and negative
// zero from "8-bit Numerical Formats for Deep Neural Networks" (Noune et al., 2022).
constexpr Known kKnown[] = {
    {DType::Float8E5M2, 0x00, 0},           {DType::Float8E5M2, 0x01, 0x1p-16},
    {DType::Float8E5M2, 0x03, 0x1.8p-15},   {DType::Float8E5M2, 0x04, 0x1p-14},
    {DType::Float8E5M2, 0x3c, 1},           {DType::Float8E5M2, 0xc1, -2.5},
    {DType::Float8E5M2, 0x7b, 57344},       {DType::Float8E5M2, 0x7c, INFINITY},
    {DType::Float8E5M2, 0xfc, -INFINITY},   {DType::Float8E4M3FN, 0x00, 0},
    {DType::Float8E4M3FN, 0x01, 0x1p-9},    {DType::Float8E4M3FN, 0x07, 0x1.cp-7},
    {DType::Float8E4M3FN, 0x08, 0x1p-6},    {DType::Float8E4M3FN, 0x38, 1},
    {DType::Float8E4M3FN, 0xb9, -1.125},    {DType::Float8E4M3FN, 0x7e, 448},
    {DType::Float8E4M3FN, 0xfe, -448},      {DType::Float16, 0x7bff, 65504},
    {DType::BFloat16, 0x4049, 3.140625},    {DType::Float32, 0x3fc00000, 1.5},
    {DType::Float8E5M2FNUZ, 0x00, 0},       {DType::Float8E5M2FNUZ, 0x01, 0x1p-17},
    {DType::Float8E5M2FNUZ, 0x04, 0x1p-15}, {DType::Float8E5M2FNUZ, 0x40, 1},
    {DType::Float8E5M2FNUZ, 0x7f, 57344},   {DType::Float8E5M2FNUZ, 0xff, -57344},
    {DType::Float8E4M3FNUZ, 0x00, 0},       {DType::Float8E4M3FNUZ, 0x01, 0x1p-10},
    {DType::Float8E4M3FNUZ, 0x08, 0x1p-7},  {DType::Float8E4M3FNUZ, 0x40, 1},
    {DType::Float8E4M3FNUZ, 0x7f, 240},     {DType::Float8E4M3FNUZ, 0xff, -240},
};

TEST(FloatFormat, HasTheNumbersOfThePublishedTables) {
  for (const Known& known : kKnown) {
    EXPECT_EQ(decoded(formatOf(known.dtype), known.bits), known.value) << infoOf(known.dtype).name << known.bits;
    EXPECT_EQ(encoded(formatOf(known.dtype), known.value), known.bits) << infoOf(known.dtype).name << known.value;
  }
}

TEST(FloatFormat, GivesEveryNarrowNumberItsBitsBack) {
  for (DType dtype : kNarrow) {
    const FloatFormat format = formatOf(dtype);
    for (uint64_t bits = 0; bits < uint64_t{2} * format.signBit(); ++bits)
      ASSERT_TRUE(format.isNaN(bits) || encoded(format, decoded(format, bits)) == bits) << infoOf(dtype).name << bits;
  }
}

TEST(FloatFormat, AgreesWithHalfAndBFloat16) {
  for (DType dtype : {DType::Float16, DType::BFloat16})
    for (unsigned bits = 0; bits < 0x10000; ++bits) {
      const std::byte element[] = {static_cast<std::byte>(bits), static_cast<std::byte>(bits >> 8)};
      const double value = decoded(formatOf(dtype), bits);
      const double read = readComponent(dtype, element);
      ASSERT_TRUE(value == read || (std::isnan(value) && std::isnan(read))) << infoOf(dtype).name << " " << bits;
      ASSERT_EQ(std::signbit(value), std::signbit(read)) << infoOf(dtype).name << " " << bits;
    }
}

TEST(FloatFormat, KnowsEveryKindOfNumber) {
  for (DType dtype : kNarrow) {
    const FloatFormat format = formatOf(dtype);
    double largest = 0, smallest = 1;
    for (uint64_t bits = 0; bits < uint64_t{2} * format.signBit(); ++bits) {
      const double value = decoded(format, bits);
      ASSERT_EQ(format.isNaN(bits), std::isnan(value));
      ASSERT_EQ(format.isInfinity(bits), std::isinf(value));
      ASSERT_EQ(format.isNegativeZero(bits), value == 0 && std::signbit(value));
      if (std::isfinite(value)) largest = std::max(largest, value);
      if (value > 0 && !format.isSubnormal(bits)) smallest = std::min(smallest, value);
    }
    EXPECT_EQ(decoded(format, format.largestFinite()), largest) << infoOf(dtype).name;
    EXPECT_EQ(decoded(format, format.smallestNormal()), smallest) << infoOf(dtype).name;
  }
}

TEST(FloatFormat, HasAsManyNaNsAsItsMantissasSay) {
  const auto countNaNs = [](DType dtype) {
    int count = 0;
    for (uint64_t bits = 0; bits < 256; ++bits) count += formatOf(dtype).isNaN(bits);
    return count;
  };
  EXPECT_EQ(countNaNs(DType::Float8E5M2), 6);
  EXPECT_EQ(countNaNs(DType::Float8E4M3FN), 2);
  EXPECT_EQ(countNaNs(DType::Float8E5M2FNUZ), 1);
  EXPECT_EQ(countNaNs(DType::Float8E4M3FNUZ), 1);
}

TEST(FloatFormat, WithoutNegativeZeroHasItsOnlyNaNThere) {
  for (DType dtype : {DType::Float8E5M2FNUZ, DType::Float8E4M3FNUZ}) {
    const FloatFormat format = formatOf(dtype);
    EXPECT_EQ(encoded(format, -0.0), 0u);
    EXPECT_EQ(encoded(format, std::nan("")), 0x80u);
    EXPECT_TRUE(format.isNaN(0x80));
    EXPECT_FALSE(format.isZero(0x80));
  }
}

TEST(FloatFormat, KeepsTheSignsOfZeroAndOfNaN) {
  for (DType dtype : {DType::Float8E5M2, DType::Float8E4M3FN}) {
    const FloatFormat format = formatOf(dtype);
    EXPECT_EQ(encoded(format, -0.0), 0x80u);
    EXPECT_EQ(encoded(format, std::copysign(std::nan(""), -1.0)), 0x80 | format.plainNaN());
    EXPECT_TRUE(format.isNaN(format.plainNaN()));
  }
}

}  // namespace
}  // namespace swapcheck
