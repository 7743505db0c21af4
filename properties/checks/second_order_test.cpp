// The `second-order` property finds double backwards that are wrong though the backward is right.
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

Findings onlySecondOrder(const std::string& check) { return {{"second-order", {check}}}; }

/// A strategy whose backward does that when it has to leave a graph of its own behind, and is right in any case.
WholeSwap exchangedWithSecond(std::function<at::Tensor(const at::Tensor&)> change) {
  return exchangedWithChanged([change](const at::Tensor& g) { return c10::GradMode::is_enabled() ? change(g) : g; });
}

TEST(SecondOrder, OfTheRightBackwardIsRight) {
  EXPECT_EQ(findingsOf(exchangedWithSecond([](const at::Tensor& g) { return g.clone(); })), Findings());
}

TEST(SecondOrder, IsFoundCut) {
  const WholeSwap swap = exchangedWithSecond([](const at::Tensor& g) { return g.detach(); });
  EXPECT_EQ(findingsOf(swap), onlySecondOrder("double-backward"));
}

TEST(SecondOrder, IsFoundDoubledWhereTheGradientItselfIsRight) {
  EXPECT_EQ(findingsOf(exchangedWithSecond([](const at::Tensor& g) { return g.mul(2).sub(g.detach()); })),
            onlySecondOrder("double-backward"));
}

TEST(SecondOrder, IsFoundCutForOneResult) {
  EXPECT_EQ(findingsOf(exchangedWith([](const at::Tensor& first, const at::Tensor& second) {
              return TensorPair{second, first.defined() ? first.detach() : first};
            })),
            onlySecondOrder("double-backward"));
}

TEST(SecondOrder, IsFoundConjugated) {
  EXPECT_EQ(findingsOf(exchangedWithSecond(
                [](const at::Tensor& g) { return g.is_complex() ? g.add(g.conj()).sub(g.detach().conj()) : g; })),
            onlySecondOrder("double-backward"));
}

TEST(SecondOrder, IsFoundThrowing) {
  const WholeSwap swap =
      exchangedWithSecond([](const at::Tensor&) -> at::Tensor { throw std::logic_error("only once"); });
  EXPECT_EQ(findingsOf(swap), onlySecondOrder("double-backward-throws"));
  EXPECT_EQ(messageOf("second-order", "double-backward-throws", swap), "the double backward threw: only once");
}

TEST(SecondOrder, IsFoundAssertingInsideLibTorch) {
  EXPECT_EQ(findingsOf(exchangedWithSecond([](const at::Tensor& g) {
              TORCH_INTERNAL_ASSERT(!g.defined(), "not twice");
              return g;
            })),
            onlySecondOrder("internal-assert"));
}

TEST(SecondOrder, ShowsTheVectorsAndWhatCameOut) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.operands[1].requiresGrad = true;
  const auto failure = failureOn(PreparedCase(swapCase), "second-order",
                                 exchangedWithSecond([](const at::Tensor& g) { return g.detach(); }));
  ASSERT_TRUE(failure);
  EXPECT_TRUE(failure->message.starts_with("Hessian-vector product for b at [0, 0]: expected ")) << failure->message;
  EXPECT_TRUE(failure->message.ends_with(", got 0")) << failure->message;
  std::vector<std::string> names;
  for (const Grid& grid : failure->evidence) names.push_back(grid.name);
  EXPECT_EQ(names, (std::vector<std::string>{"vector for b", "expected Hessian-vector product for b",
                                             "got Hessian-vector product for b"}));
  EXPECT_EQ(failure->evidence[2].cells, std::vector<std::string>(6, "0"));
}

}  // namespace
}  // namespace swapcheck
