// Elements and small tensors as text.
#include "properties/grid.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <numeric>

namespace swapcheck {
namespace {

/// The text of the element with those bits.
std::string textOfBits(DType dtype, uint64_t bits) {
  HostTensor tensor = zeroTensor(dtype, {});
  std::memcpy(tensor.at(0), &bits, static_cast<size_t>(tensor.itemSize()));
  return elementText(tensor, 0);
}

std::string textOf(DType dtype, double re, double im = 0) {
  HostTensor tensor = zeroTensor(dtype, {});
  writeElement(dtype, tensor.at(0), re, im);
  return elementText(tensor, 0);
}

TEST(ElementText, IsTheShortestDecimalOfItsWidth) {
  EXPECT_EQ(textOf(DType::Float64, 0.1), "0.1");
  EXPECT_EQ(textOf(DType::Float32, 0.1), "0.1");
  EXPECT_EQ(textOf(DType::Float32, 16777216), "16777216");
  EXPECT_EQ(textOf(DType::Float64, 1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(textOf(DType::Float32, 1.0 / 3), "0.33333334");
  EXPECT_EQ(textOf(DType::Float16, 65504), "65504");
  EXPECT_EQ(textOf(DType::BFloat16, -2.5), "-2.5");
  EXPECT_EQ(textOf(DType::Float8E5M2, -2.5), "-2.5");
  EXPECT_EQ(textOf(DType::Float8E4M3FN, 448), "448");
  EXPECT_EQ(textOf(DType::Float8E4M3FNUZ, 240), "240");
  EXPECT_EQ(textOf(DType::Float8E8M0FNU, 120), "2^-7");
}

TEST(ElementText, KeepsTheSignOfZero) {
  for (DType dtype : {DType::Float32, DType::Float64, DType::Float16, DType::BFloat16}) {
    EXPECT_EQ(textOf(dtype, -0.0), "-0") << infoOf(dtype).name;
    EXPECT_EQ(textOf(dtype, 0.0), "0") << infoOf(dtype).name;
  }
  EXPECT_EQ(textOf(DType::Complex64, -0.0, -0.0), "-0-0i");
  EXPECT_EQ(textOf(DType::Complex64, 0.0, 0.0), "0+0i");
}

TEST(ElementText, NamesInfinities) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (DType dtype : {DType::Float32, DType::Float64, DType::Float16, DType::BFloat16}) {
    EXPECT_EQ(textOf(dtype, infinity), "inf") << infoOf(dtype).name;
    EXPECT_EQ(textOf(dtype, -infinity), "-inf") << infoOf(dtype).name;
  }
}

TEST(ElementText, TellsNaNsApart) {
  EXPECT_EQ(textOfBits(DType::Float32, 0x7fc00000), "nan");
  EXPECT_EQ(textOfBits(DType::Float32, 0xffc00000), "-nan");
  EXPECT_EQ(textOfBits(DType::Float32, 0x7fc0001f), "nan:40001f");
  EXPECT_EQ(textOfBits(DType::Float32, 0xff800001), "-nan:1");
  EXPECT_EQ(textOfBits(DType::Float64, 0x7ff8000000000000), "nan");
  EXPECT_EQ(textOfBits(DType::Float64, 0xfff8000000000001), "-nan:8000000000001");
  EXPECT_EQ(textOfBits(DType::Float16, 0x7e00), "nan");
  EXPECT_EQ(textOfBits(DType::Float16, 0xfe01), "-nan:201");
  EXPECT_EQ(textOfBits(DType::BFloat16, 0x7fc0), "nan");
  EXPECT_EQ(textOfBits(DType::BFloat16, 0xffc1), "-nan:41");
  EXPECT_EQ(textOfBits(DType::Complex32, 0xfe013e00), "1.5-nan:201i");
  EXPECT_EQ(textOfBits(DType::Float8E5M2, 0x7e), "nan");
  EXPECT_EQ(textOfBits(DType::Float8E5M2, 0xfd), "-nan:1");
  EXPECT_EQ(textOfBits(DType::Float8E4M3FN, 0xff), "-nan");
  EXPECT_EQ(textOfBits(DType::Float8E5M2FNUZ, 0x80), "nan");
  EXPECT_EQ(textOfBits(DType::Float8E8M0FNU, 0xff), "nan");
}

TEST(ElementText, ShowsBothPartsOfAComplexNumber) {
  EXPECT_EQ(textOf(DType::Complex64, 1.5, -2), "1.5-2i");
  EXPECT_EQ(textOf(DType::Complex128, -1, 0.1), "-1+0.1i");
  EXPECT_EQ(textOfBits(DType::Complex64, 0xffc000003f800000), "1-nani");
  EXPECT_EQ(textOfBits(DType::Complex64, 0x7fc00001ff800000), "-inf+nan:400001i");
}

TEST(ElementText, IsExactForTheLeastAndTheLargestIntegers) {
  EXPECT_EQ(textOfBits(DType::Int64, uint64_t{1} << 63), "-9223372036854775808");
  EXPECT_EQ(textOfBits(DType::Int64, (uint64_t{1} << 63) - 1), "9223372036854775807");
  EXPECT_EQ(textOfBits(DType::Int64, (uint64_t{1} << 53) + 1), "9007199254740993");
  EXPECT_EQ(textOfBits(DType::Int32, 0x80000000), "-2147483648");
  EXPECT_EQ(textOfBits(DType::Int16, 0x8000), "-32768");
  EXPECT_EQ(textOfBits(DType::Int8, 0x80), "-128");
  EXPECT_EQ(textOfBits(DType::UInt8, 0xff), "255");
  EXPECT_EQ(textOfBits(DType::UInt16, 0xffff), "65535");
  EXPECT_EQ(textOfBits(DType::UInt32, 0xffffffff), "4294967295");
  EXPECT_EQ(textOfBits(DType::UInt64, UINT64_MAX), "18446744073709551615");
}

TEST(ElementText, ShowsABoolThatIsNoProperOne) {
  EXPECT_EQ(textOfBits(DType::Bool, 0), "false");
  EXPECT_EQ(textOfBits(DType::Bool, 1), "true");
  EXPECT_EQ(textOfBits(DType::Bool, 0xff), "true:ff");
}

TEST(GridOf, ShowsSmallTensorsWhole) {
  EXPECT_EQ(gridOf("a", tensorOf(DType::Int32, {2, 2}, {1, 2, 3, 4}), {3, 0}),
            (Grid{"a", "int32", {2, 2}, {"1", "2", "3", "4"}, {3, 0}}));
  EXPECT_EQ(gridOf("b", zeroTensor(DType::Float32, {0, 3})), (Grid{"b", "float32", {0, 3}, {}, {}}));
  EXPECT_EQ(gridOf("x", tensorOf(DType::Float32, {}, {7})), (Grid{"x", "float32", {}, {"7"}, {}}));
}

TEST(GridOf, CutsLargeTensorsAndDropsTheMarksBeyond) {
  std::vector<double> values(kMaxGridCells + 2);
  std::iota(values.begin(), values.end(), 0.0);
  const Grid grid =
      gridOf("a", tensorOf(DType::Int64, {kMaxGridCells + 2}, values), {kMaxGridCells, 1, kMaxGridCells - 1});
  EXPECT_EQ(grid.shape, Shape{kMaxGridCells + 2});
  ASSERT_EQ(grid.cells.size(), static_cast<size_t>(kMaxGridCells));
  EXPECT_EQ(grid.cells.back(), std::to_string(kMaxGridCells - 1));
  EXPECT_EQ(grid.marked, std::vector<int64_t>({1, kMaxGridCells - 1}));
}

TEST(CoordinatesText, CountsRowMajor) {
  EXPECT_EQ(coordinatesText(5, {2, 3}), "[1, 2]");
  EXPECT_EQ(coordinatesText(3, {2, 1, 3}), "[1, 0, 0]");
  EXPECT_EQ(coordinatesText(0, {}), "[]");
}

}  // namespace
}  // namespace swapcheck
