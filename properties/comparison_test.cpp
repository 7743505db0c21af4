// Tensors side by side: to the bit, or as numbers.
#include "properties/comparison.h"

#include <gtest/gtest.h>

#include <limits>

namespace swapcheck {
namespace {

using Positions = std::vector<int64_t>;

HostTensor float32s(const std::vector<double>& values) {
  return tensorOf(DType::Float32, {static_cast<int64_t>(values.size())}, values);
}

TEST(DifferingBits, TellZerosOfEitherSignApart) {
  EXPECT_EQ(differingBits(float32s({1, 0.0, 3}), float32s({1, -0.0, 3})), Positions{1});
  EXPECT_EQ(differingBits(float32s({1, 2}), float32s({1, 2})), Positions{});
}

TEST(DifferingNumbers, TakeZerosOfEitherSignForOne) {
  EXPECT_EQ(differingNumbers(float32s({1, 0.0, 3}), float32s({1, -0.0, 4})), Positions{2});
}

TEST(DifferingNumbers, TakeNaNForAnotherNumberThanAny) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(differingNumbers(float32s({1, 2}), float32s({nan, 2})), Positions{0});
}

TEST(DifferingNumbers, LookAtImaginaryParts) {
  const HostTensor one = tensorOf(DType::Complex64, {2}, {1, 2, 3, 4});
  const HostTensor other = tensorOf(DType::Complex64, {2}, {1, 2, 3, 5});
  EXPECT_EQ(differingNumbers(one, other), Positions{1});
}

TEST(Mismatch, SaysWhereAndShowsBothAfterTheEvidence) {
  const Falsified failure =
      mismatch("bits", "result 1", float32s({1, 2}), float32s({1, 3}), {1}, {Grid{"v", "", {}, {}, {}}});
  EXPECT_EQ(failure.check, "bits");
  EXPECT_EQ(failure.message, "result 1 at [1]: expected 2, got 3");
  ASSERT_EQ(failure.evidence.size(), 3u);
  EXPECT_EQ(failure.evidence[0].name, "v");
  EXPECT_EQ(failure.evidence[1].name, "expected result 1");
  EXPECT_EQ(failure.evidence[2].name, "got result 1");
  EXPECT_EQ(failure.evidence[2].marked, Positions{1});
}

TEST(DifferenceOf, IsTheWorstOfAllElements) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(differenceOf(float32s({1, nan}), float32s({1, nan})), Difference::None);
  EXPECT_EQ(differenceOf(float32s({0, 1}), float32s({-0.0f, 1})), Difference::ZeroSign);
  EXPECT_EQ(differenceOf(float32s({0, nan}), float32s({-0.0f, -nan})), Difference::NaNBits);
  EXPECT_EQ(differenceOf(float32s({0, nan, 2}), float32s({-0.0f, -nan, 3})), Difference::Numbers);
  EXPECT_EQ(differenceOf(float32s({nan, 1}), float32s({1, 1})), Difference::NotFinite);
  EXPECT_EQ(differenceOf(float32s({nan, 1}), float32s({1, 2})), Difference::Numbers);
  EXPECT_EQ(differenceOf(float32s({nan, 1}), float32s({1, 2}), {0}), Difference::NotFinite);
}

/// Both are the same double.
TEST(DifferenceOf, LargeIntegersIsThatOfOtherNumbers) {
  HostTensor one = zeroTensor(DType::Int64, {1}), other = one;
  const int64_t numbers[] = {(int64_t{1} << 60) + 1, (int64_t{1} << 60) + 2};
  std::memcpy(one.at(0), &numbers[0], sizeof numbers[0]);
  std::memcpy(other.at(0), &numbers[1], sizeof numbers[1]);
  EXPECT_EQ(differenceOf(one, other), Difference::Numbers);
}

}  // namespace
}  // namespace swapcheck
