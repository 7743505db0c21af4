// The `modes` property finds what goes wrong only under a mode, and graphs where none belongs.
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/variable.h>

#include "generators/tensors/autograd_node.h"
#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

Findings onlyModes(std::set<std::string> checks) { return {{"modes", std::move(checks)}}; }

bool underNoGrad() { return !c10::GradMode::is_enabled() && !c10::InferenceMode::is_enabled(); }

/// Exchanges two tensors rightly, unless `mode` holds: then `wrong` does it.
WholeSwap exchangedUnless(std::function<bool()> mode,
                          std::function<TensorPair(const at::Tensor&, const at::Tensor&)> wrong) {
  return [mode, wrong](const at::Tensor& a, const at::Tensor& b) { return mode() ? wrong(a, b) : exchanged(a, b); };
}

TensorPair notExchanged(const at::Tensor& a, const at::Tensor& b) { return {a.clone(), b.clone()}; }

TensorPair throwing(const at::Tensor&, const at::Tensor&) { throw std::logic_error("not in this mode"); }

TEST(Modes, FindWrongValuesUnderNoGrad) {
  const WholeSwap swap = exchangedUnless(underNoGrad, notExchanged);
  EXPECT_EQ(findingsOf(swap), onlyModes({"no-grad"}));
  EXPECT_TRUE(messageOf("modes", "no-grad", swap).starts_with("under no-grad, result 1 at ["));
}

TEST(Modes, FindWrongValuesUnderInferenceMode) {
  const WholeSwap swap = exchangedUnless([] { return c10::InferenceMode::is_enabled(); }, notExchanged);
  EXPECT_EQ(findingsOf(swap), onlyModes({"inference-mode"}));
  EXPECT_TRUE(messageOf("modes", "inference-mode", swap).starts_with("under inference mode, result 1 at ["));
}

TEST(Modes, FindOtherSizes) {
  EXPECT_EQ(findingsOf(exchangedUnless(underNoGrad,
                                       [](const at::Tensor& a, const at::Tensor& b) {
                                         return TensorPair{b.clone(), a.clone().unsqueeze(0)};
                                       })),
            onlyModes({"no-grad"}));
}

TEST(Modes, FindAStrategyThatThrowsUnderOne) {
  const WholeSwap swap = exchangedUnless(underNoGrad, throwing);
  EXPECT_EQ(findingsOf(swap), onlyModes({"no-grad"}));
  EXPECT_EQ(messageOf("modes", "no-grad", swap), "under no-grad, the strategy threw: not in this mode");
  EXPECT_EQ(findingsOf(exchangedUnless([] { return c10::InferenceMode::is_enabled(); }, throwing)),
            onlyModes({"inference-mode"}));
}

TEST(Modes, FindAGraphMadeInSpiteOfNoGrad) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    const c10::AutoGradMode enabled(true);
    return exchanged(a, b);
  };
  EXPECT_EQ(findingsOf(swap), onlyModes({"no-grad"}));
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.operands[0].requiresGrad = true;
  const auto failure = failureOn(PreparedCase(swapCase), "modes", swap);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->message, "under no-grad, result 2 requires grad: a graph stands behind it");
}

TEST(Modes, FindResultsMadeToRequireGradUnderInferenceMode) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    TensorPair results = exchanged(a, b);
    if (c10::InferenceMode::is_enabled() && a.is_floating_point()) results.first.set_requires_grad(true);
    return results;
  };
  EXPECT_EQ(findingsOf(swap), onlyModes({"inference-mode"}));
}

TEST(Modes, FindResultsThatRequireGradThoughNoOperandDoes) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    TensorPair results = exchanged(a, b);
    if (c10::GradMode::is_enabled() && a.is_floating_point() && !results.second.requires_grad())
      results.second.set_requires_grad(true);
    return results;
  };
  EXPECT_EQ(findingsOf(swap), onlyModes({"graph"}));
  EXPECT_EQ(messageOf("modes", "graph", swap), "though no operand does, result 2 requires grad");
}

struct PassNothing : torch::autograd::Node {
  torch::autograd::variable_list apply(torch::autograd::variable_list&&) override { return {}; }
};

TEST(Modes, FindAGraphBehindWholeNumbers) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    TensorPair results = exchanged(a, b);
    if (c10::GradMode::is_enabled() && a.scalar_type() == at::kLong)
      torch::autograd::impl::set_gradient_edge(results.first, {makeNode<PassNothing>(), 0});
    return results;
  };
  EXPECT_EQ(findingsOf(swap), onlyModes({"graph"}));
  EXPECT_EQ(messageOf("modes", "graph", swap),
            "though no operand does, result 1 requires grad: a graph stands behind it");
}

TEST(Modes, LeaveToValuesWhatIsWrongInPlainModeAsWell) {
  const Findings found = findingsOf(builtin("masked.blend"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.begin()->first, "values");
}

}  // namespace
}  // namespace swapcheck
