// TorchScript modules as strategies.
#include "strategies/loaded/script.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/function.h>

#include "strategies/loaded/script_error.h"
#include "strategies/loaded/script_function.h"
#include "strategies/loaded/script_schema.h"

namespace swapcheck {
namespace {

torch::jit::Module moduleOf(const std::string& code) {
  torch::jit::Module module("Swap");
  module.register_attribute("calls", c10::IntType::get(), int64_t{0});
  module.define(code);
  return module;
}

std::optional<Family> familyOfCode(const std::string& code) {
  return familyOf(moduleOf(code).get_method("forward").function().getSchema());
}

std::string errorOf(const ScriptFunction& function, std::vector<c10::IValue> arguments) {
  try {
    function.call(std::move(arguments));
  } catch (const c10::Error& error) {
    return error.what_without_backtrace();
  }
  return "";
}

TEST(ScriptStrategyName, IsTheStemAsANameMayBe) {
  EXPECT_EQ(scriptStrategyName("/home/me/swap.pt"), "script.swap");
  EXPECT_EQ(scriptStrategyName("My Swap_2.v3.pt"), "script.my-swap-2-v3");
  EXPECT_EQ(scriptStrategyName("\u00fc.pt"), "script.--");
}

TEST(ScriptSchema, OfFourFormsIsAFamily) {
  EXPECT_EQ(familyOfCode("def forward(self, a, b):\n  return b, a\n"), Family::Whole);
  EXPECT_EQ(familyOfCode("def forward(self, a, b, mask):\n  return b, a\n"), Family::Masked);
  EXPECT_EQ(familyOfCode("def forward(self, a: Tensor, b: Tensor, index: List[Tensor]) -> Tuple[Tensor, Tensor]:\n"
                         "  return b, a\n"),
            Family::Indexed);
  EXPECT_EQ(familyOfCode("def forward(self, x: Tensor, dim: int, i: Tensor, j: Tensor) -> Tensor:\n  return x\n"),
            Family::Within);
}

TEST(ScriptSchema, OfAnyOtherFormIsNone) {
  EXPECT_EQ(familyOfCode("def forward(self, a):\n  return a, a\n"), std::nullopt);
  EXPECT_EQ(familyOfCode("def forward(self, a, b):\n  return a\n"), std::nullopt);
  EXPECT_EQ(familyOfCode("def forward(self, a, b):\n  return [a, b]\n"), std::nullopt);
  EXPECT_EQ(familyOfCode("def forward(self, x: Tensor, dim: int, i: Tensor, j: Tensor):\n  return i, j\n"),
            std::nullopt);
}

TEST(ScriptErrorText, BeginsWithWhatTheScriptThrew) {
  const std::string traceback =
      "The following operation failed in the TorchScript interpreter.\nTraceback of TorchScript (most recent call "
      "last):\n  File \"x\", line 1, in forward\n";
  EXPECT_EQ(scriptErrorText(traceback + "RuntimeError: \"add\" not implemented for 'Bool'\n"),
            "\"add\" not implemented for 'Bool'\n" + traceback + "RuntimeError: \"add\" not implemented for 'Bool'\n");
  EXPECT_TRUE(scriptErrorText(traceback + "RuntimeError: first\nsecond\n").starts_with("first\nsecond\n"));
  EXPECT_TRUE(scriptErrorText(traceback + "builtins.ValueError: no\n").starts_with("builtins.ValueError: no\n"));
  EXPECT_EQ(scriptErrorText("expected a tensor"), "expected a tensor");
}

TEST(ScriptFunction, ThrowsOnlyErrorsOfLibtorch) {
  const ScriptFunction raises(moduleOf("def forward(self, a, b):\n  assert False, 'no luck today'\n  return b, a\n"));
  EXPECT_TRUE(errorOf(raises, {at::ones({2}), at::ones({2})}).starts_with("AssertionError: no luck today\n"));
  const ScriptFunction adds(moduleOf("def forward(self, a, b):\n  return a + b, a\n"));
  const std::string text = errorOf(adds, {at::ones({2}), at::ones({3})});
  EXPECT_TRUE(text.starts_with("The size of tensor a (2) must match")) << text;
  EXPECT_NE(text.find("Traceback of TorchScript"), std::string::npos);
}

TEST(ScriptFunction, CallsTheModuleOnceForEveryCall) {
  const torch::jit::Module module =
      moduleOf("def forward(self, a, b):\n  self.calls = self.calls + 1\n  return b, a\n");
  const ScriptFunction function(module);
  for (int k = 0; k < 3; ++k) function.call({at::ones({2}), at::ones({2})});
  function.call({at::ones({2}, at::kLong), at::ones({2}, at::kLong)});
  EXPECT_EQ(module.attr("calls").toInt(), 4);
}

TEST(ScriptFunction, WritesTheArgumentsAsOftenAsTheScriptDoes) {
  const ScriptFunction function(moduleOf("def forward(self, a, b):\n  a.add_(1)\n  return b, a\n"));
  const at::Tensor a = at::zeros({2});
  function.call({a, at::ones({2})});
  EXPECT_EQ(a.sum().item<double>(), 2);
}

/// The graph that TorchScript differentiates by itself has a node of its own; what it only records has not.
TEST(ScriptFunction, IsOptimisedFromTheFirstCallOnWhateverWasCalledBefore) {
  const char* code = "def forward(self, a, b):\n  return a * b * b, b * a * a\n";
  const auto gradientOf = [](const ScriptFunction& function) {
    const at::Tensor a = at::ones({2}).set_requires_grad(true), b = at::ones({2}).set_requires_grad(true);
    const auto results = function.call({a, b});
    return results.toTupleRef().elements()[0].toTensor().grad_fn()->name();
  };
  const ScriptFunction fresh(moduleOf(code)), used(moduleOf(code));
  used.call({at::ones({3, 3}, at::kInt), at::ones({3, 3}, at::kInt)});
  used.call({at::ones({2}), at::ones({2})});
  EXPECT_NE(gradientOf(fresh).find("DifferentiableGraphBackward"), std::string::npos) << gradientOf(fresh);
  EXPECT_EQ(gradientOf(used), gradientOf(fresh));
}

TEST(ScriptFunction, WorksInEveryGradMode) {
  const ScriptFunction function(moduleOf("def forward(self, a, b):\n  return a * b * b, b * a * a\n"));
  const at::Tensor a = at::ones({2}).set_requires_grad(true);
  const auto first = [&] { return function.call({a, at::ones({2})}).toTupleRef().elements()[0].toTensor(); };
  EXPECT_TRUE(first().requires_grad());
  {
    const at::NoGradGuard noGrad;
    EXPECT_FALSE(first().requires_grad());
  }
  const c10::InferenceMode inference;
  EXPECT_TRUE(first().is_inference());
}

}  // namespace
}  // namespace swapcheck
