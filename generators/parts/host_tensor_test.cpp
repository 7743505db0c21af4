// Elements survive being written and read.
#include "generators/parts/host_tensor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "strategies/error.h"

namespace swapcheck {
namespace {

TEST(DType, IsFoundByItsName) {
  for (const DTypeInfo& info : kDTypes) EXPECT_EQ(dtypeNamed(info.name), info.dtype);
  for (const char* name : {"", "float", "Float32", "float32 "}) EXPECT_FALSE(dtypeNamed(name)) << name;
}

// The same on every LibTorch, since the cases are.
TEST(DType, IsKnownByNameWhateverLibTorchHas) {
  for (const char* name : {"complex32", "float8_e5m2", "float8_e4m3fn", "float8_e5m2fnuz", "float8_e4m3fnuz",
                           "float8_e8m0fnu", "uint16", "uint32", "uint64"}) {
    ASSERT_TRUE(dtypeNamed(name)) << name;
    EXPECT_TRUE(isExotic(*dtypeNamed(name))) << name;
    EXPECT_FALSE(isDifferentiable(*dtypeNamed(name))) << name;
  }
}

TEST(DType, HasTheNameThatLibTorchKnowsItBy) {
  EXPECT_EQ(scalarTypeOf(DType::Complex32), c10::kComplexHalf);
  for (const DTypeInfo& info : kDTypes)
    if (isSupported(info.dtype)) {
      EXPECT_EQ(scalarTypeOf(info.dtype), *info.scalarType) << info.name;
    } else
      EXPECT_THROW(scalarTypeOf(info.dtype), InputError) << info.name;
}

TEST(DType, ThatIsNotExoticIsSupportedEverywhere) {
  for (const DTypeInfo& info : kDTypes) EXPECT_TRUE(isSupported(info.dtype) || isExotic(info.dtype)) << info.name;
}

TEST(DType, IsAtItsOwnPlaceInTheTable) {
  for (size_t k = 0; k < std::size(kDTypes); ++k) EXPECT_EQ(static_cast<size_t>(kDTypes[k].dtype), k);
}

TEST(DType, HasTheSizeThatLibTorchGivesIt) {
  for (const DTypeInfo& info : kDTypes)
    if (isSupported(info.dtype)) {
      EXPECT_EQ(static_cast<size_t>(info.itemSize), c10::elementSize(scalarTypeOf(info.dtype))) << info.name;
    }
}

TEST(DType, HoldsEveryWholeNumberUpToItsLargest) {
  for (const DTypeInfo& info : kDTypes) {
    std::byte element[16] = {};
    const bool isSigned = !isUnsigned(info.dtype) && info.dtype != DType::Bool;
    for (int64_t whole = isSigned ? -info.largestWhole : 0; whole <= info.largestWhole; ++whole) {
      writeElement(info.dtype, element, static_cast<double>(whole));
      ASSERT_EQ(readComponent(info.dtype, element), static_cast<double>(whole)) << info.name;
    }
  }
}

TEST(HostTensor, GivesBackTheComponentsItWasMadeOf) {
  for (const DTypeInfo& info : kDTypes) {
    std::vector<double> components(static_cast<size_t>(6 * componentsOf(info.dtype)));
    for (size_t k = 0; k < components.size(); ++k) components[k] = static_cast<double>((k * k + 1) % 2);
    if (info.dtype != DType::Bool) components[1] = std::min<double>(97, static_cast<double>(info.largestWhole));
    const HostTensor tensor = tensorOf(info.dtype, {2, 3}, components);
    EXPECT_EQ(tensor.bytes.size(), static_cast<size_t>(6 * info.itemSize));
    EXPECT_EQ(componentsOf(tensor), components) << info.name;
  }
}

TEST(HostTensor, KeepsRealAndImaginaryPartsApart) {
  for (DType dtype : {DType::Complex64, DType::Complex128, DType::Complex32}) {
    std::byte element[16] = {};
    writeElement(dtype, element, 3, -4);
    EXPECT_EQ(readComponent(dtype, element, 0), 3);
    EXPECT_EQ(readComponent(dtype, element, 1), -4);
  }
}

TEST(HostTensor, KeepsTheSignOfZero) {
  for (DType dtype :
       {DType::Float32, DType::Float64, DType::Float16, DType::BFloat16, DType::Float8E5M2, DType::Float8E4M3FN}) {
    std::byte element[16] = {};
    writeElement(dtype, element, -0.0);
    EXPECT_TRUE(std::signbit(readComponent(dtype, element))) << infoOf(dtype).name;
  }
}

TEST(HostTensor, OfIndicesIsOneDimensionOfInt64) {
  const HostTensor tensor = indexTensor({5, -1, INT64_MAX});
  EXPECT_EQ(tensor.dtype, DType::Int64);
  EXPECT_EQ(tensor.shape, Shape({3}));
  int64_t last = 0;
  std::memcpy(&last, tensor.at(2), sizeof last);
  EXPECT_EQ(last, INT64_MAX);
  EXPECT_EQ(indexTensor({}).shape, Shape({0}));
}

TEST(HostTensor, GivesTheBitsOfEachComponent) {
  const HostTensor complex = tensorOf(DType::Complex32, {2}, {0, 0, 1, -2});
  EXPECT_EQ(componentBits(complex, 1, 0), 0x3c00u);
  EXPECT_EQ(componentBits(complex, 1, 1), 0xc000u);
  EXPECT_EQ(componentBits(tensorOf(DType::Int64, {1}, {-2}), 0), UINT64_MAX - 1);
}

TEST(HostTensor, OfIndicesHasTheShapeAndValuesThatItIsGiven) {
  const HostTensor tensor = indexTensor({5, -1, 7, 2}, {2, 2});
  EXPECT_EQ(tensor.shape, Shape({2, 2}));
  EXPECT_EQ(indexValues(tensor), std::vector<int64_t>({5, -1, 7, 2}));
  EXPECT_EQ(indexTensor({4}, {}).shape, Shape());
}

TEST(HostTensor, DiffersWhenAByteDoes) {
  HostTensor tensor = zeroTensor(DType::Float32, {2});
  tensor.at(1)[3] = std::byte{0x80};
  EXPECT_NE(tensor, zeroTensor(DType::Float32, {2}));
  EXPECT_EQ(readComponent(DType::Float32, tensor.at(1)), readComponent(DType::Float32, tensor.at(0)));
}

}  // namespace
}  // namespace swapcheck
