// The `fresh` property finds results that share memory.
#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <gtest/gtest.h>

#include "tests/support/properties.h"

namespace swapcheck {
namespace {

/// An operand that requires grad, and a view of it, requires it under no-grad as well.
const Findings kOperandHandedBack = {{"fresh", {"operand"}}, {"modes", {"no-grad"}}};

TEST(Fresh, FindsOperandsHandedBackExchanged) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) { return TensorPair{b, a}; };
  EXPECT_EQ(findingsOf(swap), kOperandHandedBack);
  EXPECT_EQ(plainMessageOf("fresh", "operand", swap), "result 1 shares memory with operand b");
}

TEST(Fresh, FindsAViewOfAnOperandInTheSecondResult) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    return TensorPair{b.clone(), a.view(a.sizes())};
  };
  EXPECT_EQ(findingsOf(swap), kOperandHandedBack);
  EXPECT_EQ(messageOf("fresh", "operand", swap), "result 2 shares memory with operand a");
}

TEST(Fresh, FindsAnOperandHandedBackWhenNothingIsSwapped) {
  const WithinSwap right = std::get<WithinSwap>(builtin("within.index-select"));
  const WithinSwap swap = [right](const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
    return i.numel() == 0 ? x : right(x, dim, i, j);
  };
  EXPECT_EQ(findingsOf(swap), kOperandHandedBack);
  EXPECT_EQ(messageOf("fresh", "operand", swap), "the result shares memory with operand x");
}

TEST(Fresh, FindsTheMemoryOfTheMask) {
  const MaskedSwap swap = [](const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
    const bool fits = a.scalar_type() == at::kBool && mask.sizes() == a.sizes();
    return TensorPair{at::where(mask, b, a), fits ? mask : at::where(mask, a, b)};
  };
  EXPECT_EQ(findingsOf(swap), (Findings{{"fresh", {"selection"}}, {"values", {"bits"}}}));
  EXPECT_EQ(messageOf("fresh", "selection", swap), "result 2 shares memory with the mask");
}

TEST(Fresh, FindsOneTensorInBothResults) {
  const WholeSwap swap = [](const at::Tensor&, const at::Tensor& b) {
    const at::Tensor one = b.clone();
    return TensorPair{one, one};
  };
  EXPECT_EQ(findingsOf(swap), (Findings{{"fresh", {"each-other"}},
                                        {"values", {"bits"}},
                                        {"gradient", {"reverse-mode"}},
                                        {"second-order", {"double-backward"}},
                                        {"forward-mode", {"jvp"}}}));
}

TEST(Fresh, LetsResultsBeDisjointPartsOfOneStorage) {
  const WholeSwap halves = [](const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor both = at::stack({b, a});
    return TensorPair{both[0], both[1]};
  };
  const WholeSwap interleaved = [](const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor both = at::stack({b, a}, -1);
    return TensorPair{both.select(-1, 0), both.select(-1, 1)};
  };
  for (const WholeSwap& swap : {halves, interleaved}) {
    EXPECT_EQ(findingsOf(swap), Findings());
    EXPECT_EQ(noteOf("fresh", swap),
              (Note{"shared-storage",
                    "result 1 and result 2 are parts of one storage, which lives as long as either "
                    "and is saved whole with each"}));
  }
  EXPECT_FALSE(noteOf("fresh", builtin("whole.clone")));
}

TEST(Fresh, KnowsElementsThatAreOneFromThoseInCommon) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    if (a.numel() == 0 || a.requires_grad() || b.requires_grad()) return TensorPair{b.clone(), a.clone()};
    const at::Tensor both = at::cat({b.reshape(-1).slice(0, 0, 1), a.reshape(-1).slice(0, 0, 1)});
    return TensorPair{both[0].expand(a.sizes()), both[1].expand(a.sizes())};
  };
  EXPECT_EQ(messageOf("fresh", "each-other", swap), "");
  EXPECT_NE(messageOf("fresh", "itself", swap), "");
}

TEST(Fresh, FindsOneElementInCommon) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    if (a.numel() == 0 || a.requires_grad() || b.requires_grad()) return TensorPair{b.clone(), a.clone()};
    const int64_t count = a.numel();
    const at::Tensor both = at::cat({b.reshape(-1), a.reshape(-1).slice(0, 1)});
    both[count - 1] = a.reshape(-1)[0];
    return TensorPair{both.slice(0, 0, count).reshape(a.sizes()), both.slice(0, count - 1).reshape(a.sizes())};
  };
  EXPECT_EQ(messageOf("fresh", "each-other", swap), "the two results share memory");
}

TEST(Fresh, FindsElementsOfAResultThatAreOne) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    const auto few = [](const at::Tensor& tensor) {
      at::Tensor one = tensor;
      for (int64_t d = 0; d < tensor.dim(); ++d)
        if (tensor.stride(d) == 0 && tensor.size(d) > 1) one = one.narrow(d, 0, 1);
      return one.clone().expand(tensor.sizes());
    };
    return TensorPair{few(b), few(a)};
  };
  EXPECT_EQ(findingsOf(swap), (Findings{{"fresh", {"itself"}}}));
  EXPECT_EQ(messageOf("fresh", "itself", swap),
            "elements of result 1 share memory with each other: writing to one changes another");
}

}  // namespace
}  // namespace swapcheck
