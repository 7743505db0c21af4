// What the article's listings do, stated on the article's own numbers.
#include <gtest/gtest.h>
#include <torch/csrc/autograd/variable.h>

#include <ATen/ops/equal.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/tensor.h>

#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

template <typename SwapType>
SwapType swapNamed(const char* name) {
  static const Catalogue catalogue = builtinCatalogue();
  return std::get<SwapType>(catalogue.find(name)->swap);
}

at::Tensor leaf(std::vector<float> values) { return at::tensor(values).set_requires_grad(true); }

TEST(ArticleCloneDetach, SwapsValuesAndCutsEveryGradient) {
  const at::Tensor a = leaf({1, 2, 3});
  const at::Tensor b = leaf({4, 5, 6});
  const auto [x, y] = swapNamed<WholeSwap>("article.clone-detach")(a, b);
  EXPECT_TRUE(at::equal(x, b));
  EXPECT_TRUE(at::equal(y, a));
  EXPECT_FALSE(x.requires_grad());
  EXPECT_FALSE(y.requires_grad());
}

TEST(ArticleIndexAssign, SwapsTheNamedElementAndCutsEveryGradient) {
  const at::Tensor c = leaf({1, 2, 3, 4});
  const at::Tensor d = leaf({5, 6, 7, 8});
  const auto [x, y] = swapNamed<IndexedSwap>("article.index-assign")(c, d, {at::tensor(std::vector<int64_t>{0})});
  EXPECT_TRUE(at::equal(x, at::tensor(std::vector<float>{5, 2, 3, 4})));
  EXPECT_TRUE(at::equal(y, at::tensor(std::vector<float>{1, 6, 7, 8})));
  EXPECT_FALSE(x.requires_grad());
  EXPECT_FALSE(y.requires_grad());
}

TEST(ArticleIndexAssign, ItsIntegerTensorRaisesWhenItIsMade) {
  try {
    at::tensor(std::vector<int64_t>{1, 2, 3, 4}).set_requires_grad(true);
    FAIL() << "an integer tensor took requires_grad";
  } catch (const c10::Error& error) {
    EXPECT_NE(std::string(error.what()).find("floating point"), std::string::npos) << error.what();
  }
}

TEST(ArticleWhere, OnlyTheSecondResultReachesTheUndetachedFirstTensor) {
  const at::Tensor e = leaf({1, 2, 3, 4});
  const at::Tensor f = leaf({5, 6, 7, 8});
  const auto [x, y] = swapNamed<MaskedSwap>("article.where")(e, f, at::gt(e.detach(), 2));
  EXPECT_TRUE(at::equal(x, at::tensor(std::vector<float>{1, 2, 7, 8})));
  EXPECT_TRUE(at::equal(y, at::tensor(std::vector<float>{5, 6, 3, 4})));
  EXPECT_FALSE(x.requires_grad());
  EXPECT_TRUE(y.requires_grad());
}

}  // namespace
}  // namespace swapcheck
