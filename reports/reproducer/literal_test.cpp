#include "reports/reproducer/literal.h"

#include <gtest/gtest.h>

#include <cstring>

#include "generators/parts/value.h"

namespace swapcheck {
namespace {

const Syntax kPython{Language::Python};
const Syntax kCpp{Language::Cpp};

TEST(Literal, TellsNumbersThatSayItAll) {
  const HostTensor t = tensorOf(DType::Float32, {2, 2}, {1, -2.5, 0.125, 4});
  EXPECT_EQ(literalOf(kPython, t), "torch.tensor([[1., -2.5], [0.125, 4.]], dtype=torch.float32)");
  EXPECT_EQ(literalOf(kCpp, t),
            "torch::tensor(std::vector<double>{1., -2.5, 0.125, 4.}, torch::kFloat32).reshape({2, 2})");
}

TEST(Literal, TellsATensorWithoutDimensionsAndOneWithoutElements) {
  EXPECT_EQ(literalOf(kPython, tensorOf(DType::Float64, {}, {3})), "torch.tensor(3., dtype=torch.float64)");
  EXPECT_EQ(literalOf(kCpp, tensorOf(DType::Float64, {}, {3})),
            "torch::tensor(std::vector<double>{3.}, torch::kFloat64).reshape({})");
  EXPECT_EQ(literalOf(kPython, zeroTensor(DType::Bool, {0, 3})), "torch.empty((0, 3), dtype=torch.bool)");
  EXPECT_EQ(literalOf(kCpp, zeroTensor(DType::Bool, {0})), "torch::empty({0}, torch::kBool)");
}

TEST(Literal, KeepsTheSignOfZeroAndInfinities) {
  const HostTensor t = tensorOf(DType::Float16, {2}, {-0.0, -HUGE_VAL});
  EXPECT_EQ(literalOf(kPython, t), "torch.tensor([-0., -math.inf], dtype=torch.float16)");
  EXPECT_EQ(literalOf(kCpp, t), "torch::tensor(std::vector<double>{-0., -INFINITY}, torch::kFloat16)");
}

TEST(Literal, TellsWhatNoNumberSaysByItsBits) {
  HostTensor t = zeroTensor(DType::Float32, {2});
  const uint32_t bits[] = {0x7fc00001, 0xff800001};
  std::memcpy(t.bytes.data(), bits, sizeof bits);
  EXPECT_EQ(literalOf(kPython, t), "torch.tensor([2143289345, -8388607], dtype=torch.int32).view(torch.float32)");
  EXPECT_EQ(literalOf(kCpp, t),
            "torch::tensor(std::vector<int64_t>{2143289345, -8388607}, torch::kInt32).view(torch::kFloat32)");
}

TEST(Literal, TellsABoolThatIsNeither0Nor1) {
  HostTensor t = zeroTensor(DType::Bool, {2});
  t.bytes[1] = std::byte{255};
  EXPECT_EQ(literalOf(kPython, t), "torch.tensor([0, 255], dtype=torch.uint8).view(torch.bool)");
}

TEST(Literal, TellsComplexNumbers) {
  const HostTensor t = tensorOf(DType::Complex64, {2}, {1, -2, 0, 3});
  EXPECT_EQ(literalOf(kPython, t), "torch.tensor([1.-2.j, 0.+3.j], dtype=torch.complex64)");
  EXPECT_EQ(
      literalOf(kCpp, t),
      "torch::view_as_complex(torch::tensor(std::vector<double>{1., -2., 0., 3.}, torch::kFloat32).view({-1, 2}))");
}

TEST(Literal, TellsRegularContentsByARule) {
  const HostTensor whole = filled(DType::Int64, {100}, Fill::Distinct, 0, 0);
  EXPECT_EQ(literalOf(kPython, whole), "torch.arange(1, 101).to(torch.int64)");
  const HostTensor zeros = zeroTensor(DType::Float32, {3, 50});
  EXPECT_EQ(literalOf(kCpp, zeros), "torch::full({3, 50}, 0., torch::kFloat32)");
}

TEST(Literal, TellsTheSmallestInteger) {
  HostTensor t = indexTensor({INT64_MIN, INT64_MAX});
  EXPECT_EQ(literalOf(kPython, t), "torch.tensor([-9223372036854775808, 9223372036854775807], dtype=torch.int64)");
  EXPECT_EQ(literalOf(kCpp, t), "torch::tensor(std::vector<int64_t>{INT64_MIN, 9223372036854775807}, torch::kInt64)");
}

}  // namespace
}  // namespace swapcheck
