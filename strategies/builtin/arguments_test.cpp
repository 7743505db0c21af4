// Arguments within the contract pass, and what is outside is named.
#include "strategies/builtin/arguments.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <functional>

namespace swapcheck {
namespace {

/// The text of the c10::Error that is thrown; empty when nothing is.
std::string complaintOf(const std::function<void()>& check) {
  try {
    check();
  } catch (const c10::Error& error) {
    return error.what_without_backtrace();
  }
  return "";
}

at::Tensor floats(std::vector<int64_t> sizes) { return at::zeros(sizes, at::kFloat); }
at::Tensor bools(std::vector<int64_t> sizes) { return at::zeros(sizes, at::kBool); }
at::Tensor numbers(std::vector<int64_t> values) { return at::tensor(values); }
at::Tensor onMeta(const at::Tensor& tensor) { return at::empty(tensor.sizes(), tensor.options().device(at::kMeta)); }

std::string operandComplaint(const at::Tensor& a, const at::Tensor& b) {
  return complaintOf([&] { checkOperands("whole swap", a, b); });
}
std::string maskComplaint(const at::Tensor& a, const at::Tensor& mask) {
  return complaintOf([&] { checkMask(a, mask); });
}
std::string indexComplaint(const at::Tensor& a, const std::vector<at::Tensor>& index) {
  return complaintOf([&] { checkIndices(a, index); });
}
std::string sliceComplaint(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  return complaintOf([&] { checkSlices(x, dim, i, j); });
}

TEST(CheckOperands, TakesEqualShapeDTypeAndDevice) {
  for (const std::vector<int64_t>& sizes : {std::vector<int64_t>{}, {0}, {2, 3}})
    EXPECT_EQ(operandComplaint(floats(sizes), floats(sizes)), "");
  EXPECT_EQ(operandComplaint(onMeta(floats({2})), onMeta(floats({2}))), "");
}

TEST(CheckOperands, NamesWhatDiffers) {
  const at::Tensor a = floats({2, 3});
  EXPECT_EQ(operandComplaint(a, floats({1, 3})), "whole swap: expected a and b of one shape, got [2, 3] and [1, 3]");
  EXPECT_EQ(operandComplaint(a, bools({2, 3})), "whole swap: expected b of dtype float32, got bool");
  EXPECT_EQ(operandComplaint(a, onMeta(a)), "whole swap: expected b on device cpu, got meta");
  EXPECT_EQ(operandComplaint({}, a), "whole swap: expected a tensor as a, got an undefined one");
  EXPECT_EQ(operandComplaint(a, {}), "whole swap: expected a tensor as b, got an undefined one");
}

TEST(CheckMask, TakesWhatBroadcastsToTheOperands) {
  for (const std::vector<int64_t>& sizes : {std::vector<int64_t>{}, {1}, {3}, {1, 3}, {2, 1}, {2, 3}})
    EXPECT_EQ(maskComplaint(floats({2, 3}), bools(sizes)), "");
  EXPECT_EQ(maskComplaint(floats({0, 3}), bools({1, 3})), "");
  EXPECT_EQ(maskComplaint(floats({}), bools({})), "");
}

TEST(CheckMask, NamesWhatIsWrong) {
  const at::Tensor a = floats({1, 3});
  EXPECT_EQ(maskComplaint(a, floats({1, 3})), "masked swap: expected mask of dtype bool, got float32");
  EXPECT_EQ(maskComplaint(a, numbers({0, 1, 2})), "masked swap: expected mask of dtype bool, got int64");
  EXPECT_EQ(maskComplaint(a, onMeta(bools({1, 3}))), "masked swap: expected mask on device cpu, got meta");
  EXPECT_EQ(maskComplaint(a, {}), "masked swap: expected a tensor as mask, got an undefined one");
  for (const std::vector<int64_t>& sizes : {std::vector<int64_t>{2, 3}, {4}, {0}, {1, 1, 3}})
    EXPECT_TRUE(maskComplaint(a, bools(sizes))
                    .starts_with("masked swap: expected a mask that broadcasts to [1, 3], got sizes ["));
}

TEST(CheckIndices, TakesWhatIndexesTheLeadingDimensions) {
  EXPECT_EQ(indexComplaint(floats({2, 3}), {numbers({1, -2})}), "");
  EXPECT_EQ(indexComplaint(floats({2, 3}), {numbers({}), numbers({})}), "");
  EXPECT_EQ(indexComplaint(floats({0, 3}), {numbers({})}), "");
  EXPECT_EQ(indexComplaint(floats({2, 0}), {numbers({-2, 1})}), "");
  EXPECT_EQ(indexComplaint(onMeta(floats({2, 0})), {onMeta(numbers({0}))}), "");
}

TEST(CheckIndices, NamesWhatIsWrong) {
  const at::Tensor a = floats({2, 3});
  EXPECT_EQ(indexComplaint(a, {}), "indexed swap: expected 1 to 2 index tensors for a of sizes [2, 3], got 0");
  EXPECT_EQ(indexComplaint(a, {numbers({0}), numbers({0}), numbers({0})}),
            "indexed swap: expected 1 to 2 index tensors for a of sizes [2, 3], got 3");
  EXPECT_EQ(indexComplaint(a, {numbers({0}), floats({1})}),
            "indexed swap: expected index 1 of dtype int64, got float32");
  EXPECT_EQ(indexComplaint(a, {bools({2})}), "indexed swap: expected index 0 of dtype int64, got bool");
  EXPECT_EQ(indexComplaint(a, {onMeta(numbers({0}))}), "indexed swap: expected index 0 on device cpu, got meta");
  EXPECT_EQ(indexComplaint(a, {at::Tensor()}), "indexed swap: expected a tensor as index 0, got an undefined one");
}

TEST(CheckIndices, LooksForItselfWhereThereAreNoElements) {
  EXPECT_EQ(indexComplaint(floats({2, 0}), {numbers({1, 2})}),
            "indexed swap: expected indices from -2 to 1 in dimension 0, got 2");
  EXPECT_EQ(indexComplaint(floats({2, 0}), {numbers({-3})}),
            "indexed swap: expected indices from -2 to 1 in dimension 0, got -3");
  EXPECT_NE(indexComplaint(floats({0, 3}), {numbers({0})}), "");
  EXPECT_NE(indexComplaint(floats({2, 0}), {numbers({0, 9, 0, 9}).as_strided({2}, {2}, 1)}), "");
  EXPECT_EQ(indexComplaint(floats({2, 0}), {numbers({0, 9, 0, 9}).as_strided({2}, {2}, 0)}), "");
}

TEST(CheckSlices, TakesPairsOfDifferentSlices) {
  const at::Tensor x = floats({4, 1});
  EXPECT_EQ(sliceComplaint(x, 0, numbers({0, 3}), numbers({2, 1})), "");
  EXPECT_EQ(sliceComplaint(x, -2, numbers({0}), numbers({3})), "");
  EXPECT_EQ(sliceComplaint(x, 1, numbers({}), numbers({})), "");
  EXPECT_EQ(sliceComplaint(onMeta(x), 0, onMeta(numbers({0})), onMeta(numbers({1}))), "");
}

TEST(CheckSlices, NamesWhatIsWrong) {
  const at::Tensor x = floats({4, 1});
  const at::Tensor one = numbers({1});
  const at::Tensor two = numbers({2});
  EXPECT_EQ(sliceComplaint({}, 0, one, two), "within-swap: expected a tensor as x, got an undefined one");
  EXPECT_EQ(sliceComplaint(x, 0, {}, two), "within-swap: expected a tensor as i, got an undefined one");
  EXPECT_EQ(sliceComplaint(x, 0, one, {}), "within-swap: expected a tensor as j, got an undefined one");
  EXPECT_EQ(sliceComplaint(x, 2, one, two), "within-swap: expected a dim of x, which has 2, got 2");
  EXPECT_EQ(sliceComplaint(x, -3, one, two), "within-swap: expected a dim of x, which has 2, got -3");
  EXPECT_EQ(sliceComplaint(floats({}), 0, one, two), "within-swap: expected a dim of x, which has 0, got 0");
  EXPECT_EQ(sliceComplaint(x, 0, floats({1}), two), "within-swap: expected i of dtype int64, got float32");
  EXPECT_EQ(sliceComplaint(x, 0, one, onMeta(two)), "within-swap: expected j on device cpu, got meta");
  EXPECT_EQ(sliceComplaint(x, 0, one, two.view({1, 1})), "within-swap: expected a 1-D j, got sizes [1, 1]");
  EXPECT_EQ(sliceComplaint(x, 0, numbers({0, 1}), two), "within-swap: expected i and j of one length, got 2 and 1");
  EXPECT_EQ(sliceComplaint(x, 0, one, numbers({4})), "within-swap: expected slices from 0 to 3, got 4");
  EXPECT_EQ(sliceComplaint(x, 0, numbers({-1}), two), "within-swap: expected slices from 0 to 3, got -1");
}

TEST(CheckSlices, NamesASliceThatIsNamedTwice) {
  const at::Tensor x = floats({4});
  const std::string complaint = "within-swap: expected i and j to name each slice at most once, got slice 1 twice";
  EXPECT_EQ(sliceComplaint(x, 0, numbers({1, 1}), numbers({2, 3})), complaint);
  EXPECT_EQ(sliceComplaint(x, 0, numbers({2, 3}), numbers({1, 1})), complaint);
  EXPECT_EQ(sliceComplaint(x, 0, numbers({1}), numbers({1})), complaint);
  EXPECT_EQ(sliceComplaint(x, 0, numbers({0, 1}), numbers({1, 2})), complaint);
}

}  // namespace
}  // namespace swapcheck
