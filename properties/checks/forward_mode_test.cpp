// The `forward-mode` property finds tangents that are lost, wrong or refused.
#include <ATen/ops/_unpack_dual.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/custom_function.h>

#include "tests/support/properties.h"

namespace swapcheck {
namespace {

Findings onlyForwardMode(const std::string& check) { return {{"forward-mode", {check}}}; }

/// The one level of forward mode.
constexpr uint64_t kLevel = 0;

bool isDual(const at::Tensor& tensor) { return tensor._fw_grad(kLevel).defined(); }

using Change = std::function<at::Tensor(const at::Tensor& tangent)>;

/// The tensor with another tangent; itself where it has none.
at::Tensor withTangent(const at::Tensor& dual, const Change& change) {
  if (!isDual(dual)) return dual;
  const at::Tensor tangent = change(dual._fw_grad(kLevel));
  const at::Tensor result = dual.detach().clone();
  if (tangent.defined()) result._set_fw_grad(tangent, kLevel, /*is_inplace_op=*/false);
  return result;
}

/// Exchanges two tensors rightly, but for their tangents.
WholeSwap withTangents(Change change) {
  return [change](const at::Tensor& a, const at::Tensor& b) {
    const TensorPair results = exchanged(a, b);
    return TensorPair{withTangent(results.first, change), withTangent(results.second, change)};
  };
}

TEST(ForwardMode, OfTheRightTangentsIsRight) {
  EXPECT_EQ(findingsOf(withTangents([](const at::Tensor& t) { return t.clone(); })), Findings());
}

TEST(ForwardMode, IsFoundCut) {
  const WholeSwap swap = withTangents([](const at::Tensor&) { return at::Tensor(); });
  EXPECT_EQ(findingsOf(swap), onlyForwardMode("jvp"));
  EXPECT_TRUE(messageOf("forward-mode", "jvp", swap).ends_with(", got 0"));
}

TEST(ForwardMode, IsFoundDoubled) {
  EXPECT_EQ(findingsOf(withTangents([](const at::Tensor& t) { return t.mul(2); })), onlyForwardMode("jvp"));
}

TEST(ForwardMode, IsFoundAtOtherPlaces) {
  EXPECT_EQ(findingsOf(withTangents([](const at::Tensor& t) { return t.dim() == 0 ? t : t.flip(0); })),
            onlyForwardMode("jvp"));
}

TEST(ForwardMode, IsFoundConjugated) {
  EXPECT_EQ(findingsOf(withTangents([](const at::Tensor& t) { return t.conj(); })), onlyForwardMode("jvp"));
}

TEST(ForwardMode, IsFoundCutWhereOnlyOneOperandHasATangent) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    return isDual(a) || !isDual(b) ? exchanged(a, b) : exchanged(a, b.detach());
  };
  EXPECT_EQ(findingsOf(swap), onlyForwardMode("jvp"));
}

TEST(ForwardMode, IsFoundWithATangentWhereThereIsNone) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    TensorPair results = exchanged(a, b);
    if (!isDual(a) && isDual(b)) results.second._set_fw_grad(results.first._fw_grad(kLevel), kLevel, false);
    return results;
  };
  EXPECT_EQ(findingsOf(swap), onlyForwardMode("jvp"));
}

TEST(ForwardMode, IsFoundCutWhereReverseModeRecords) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    TensorPair results = exchanged(a, b);
    if (isDual(results.first) && results.first.requires_grad())
      results.first = std::get<0>(at::_unpack_dual(results.first, kLevel));
    return results;
  };
  EXPECT_EQ(findingsOf(swap), onlyForwardMode("forward-over-reverse"));
  EXPECT_TRUE(messageOf("forward-mode", "forward-over-reverse", swap)
                  .starts_with("while reverse mode records: tangent of result 1 at "));
}

TEST(ForwardMode, IsFoundRefusedWhereReverseModeRecords) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    if (isDual(a) && a.requires_grad()) throw std::logic_error("one at a time");
    return exchanged(a, b);
  };
  EXPECT_EQ(findingsOf(swap), onlyForwardMode("forward-over-reverse"));
  EXPECT_EQ(messageOf("forward-mode", "forward-over-reverse", swap),
            "while reverse mode records: forward mode threw: one at a time");
}

TEST(ForwardMode, IsFoundRefused) {
  const WholeSwap swap = withTangents([](const at::Tensor&) -> at::Tensor { throw std::logic_error("no formula"); });
  EXPECT_EQ(findingsOf(swap), onlyForwardMode("jvp-throws"));
  EXPECT_EQ(messageOf("forward-mode", "jvp-throws", swap), "forward mode threw: no formula");
}

TEST(ForwardMode, LeavesItsLevelWhenTheStrategyThrows) {
  const WholeSwap swap = withTangents([](const at::Tensor&) -> at::Tensor { throw std::logic_error("no formula"); });
  const PreparedCase& prepared = preparedCases(Family::Whole)[0];
  ASSERT_TRUE(failureOn(prepared, "forward-mode", swap));
  EXPECT_FALSE(failureOn(prepared, "forward-mode", WholeSwap(exchanged)));
}

/// LibTorch's own way to give a swap a backward; it has no forward mode.
struct ExchangeFunction : torch::autograd::Function<ExchangeFunction> {
  static torch::autograd::variable_list forward(torch::autograd::AutogradContext*, const at::Tensor& a,
                                                const at::Tensor& b) {
    return {b.clone(), a.clone()};
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext*,
                                                 const torch::autograd::variable_list& cotangents) {
    return {cotangents[1], cotangents[0]};
  }
};

TEST(ForwardMode, IsUnsupportedByACustomFunctionWhichElseIsRight) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    const auto results = ExchangeFunction::apply(a, b);
    return TensorPair{results[0], results[1]};
  };
  EXPECT_EQ(findingsOf(swap), Findings());
  SwapCase swapCase = plainCase(WholeSelection{});
  for (Operand& operand : swapCase.operands) operand.requiresGrad = true;
  const auto failure = failureOn(PreparedCase(swapCase), "forward-mode", swap);
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->check, "unsupported");
}

TEST(ForwardMode, IsFoundNotTheTransposeOfAWrongReverseMode) {
  const WholeSwap swap = exchangedWithChanged([](const at::Tensor& g) { return g.mul(2); });
  EXPECT_EQ(findingsOf(swap), kWrongJacobian);
  EXPECT_TRUE(messageOf("forward-mode", "transpose", swap)
                  .starts_with("forward mode is not the transpose of reverse mode: <u, J v> is "));
}

}  // namespace
}  // namespace swapcheck
