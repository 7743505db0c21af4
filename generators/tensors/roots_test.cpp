// Gradients of roots are sums over the elements that lie on them.
#include "generators/tensors/roots.h"

#include "generators/parts/hash.h"
#include "generators/stream/generate.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

/// [2, 3], both operands views of bases.
SwapCase viewCase() {
  SwapCase swapCase = plainCase(WholeSelection{});
  for (Operand& operand : swapCase.operands) operand.requiresGrad = operand.view = true, operand.leaf = false;
  return swapCase;
}

HostTensor numbers(const Shape& shape, std::vector<double> values) { return tensorOf(DType::Float32, shape, values); }

TEST(Roots, AreTheOperandsThatRequireGrad) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.operands[1].requiresGrad = true;
  const RootPlan plan = rootPlanOf(swapCase);
  ASSERT_EQ(plan.roots.size(), 1u);
  EXPECT_FALSE(plan.rootOf[0]);
  EXPECT_EQ(plan.rootOf[1], 0u);
  EXPECT_EQ(rootName(plan, swapCase, 0), "b");
}

TEST(Roots, AreBasesOfViewsAndHoldTheirGaps) {
  SwapCase swapCase = viewCase();
  swapCase.operands[0].layout = {{0, 1}, {1, 2}, 1};
  const RootPlan plan = rootPlanOf(swapCase);
  EXPECT_EQ(plan.roots[0].shape, Shape({13}));
  EXPECT_EQ(rootName(plan, swapCase, 0), "the base of a");
  const auto gradients =
      pulledBack(plan, swapCase, {numbers({2, 3}, {1, 2, 3, 4, 5, 6}), numbers({2, 3}, {0, 0, 0, 0, 0, 0})});
  EXPECT_EQ(componentsOf(gradients[0]), Components({0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0}));
}

TEST(Roots, SumTheGradientsOfAnExpandedOperand) {
  SwapCase swapCase = viewCase();
  swapCase.operands[0].layout = {{0, 1}, {0, 1}};
  const auto gradients = pulledBack(rootPlanOf(swapCase), swapCase,
                                    {numbers({2, 3}, {1, 2, 3, 4, 5, 6}), numbers({2, 3}, {0, 0, 0, 0, 0, 0})});
  EXPECT_EQ(componentsOf(gradients[0]), Components({5, 7, 9}));
}

TEST(Roots, AreOneForTheSameTensorTwice) {
  SwapCase swapCase = plainCase(WholeSelection{});
  for (Operand& operand : swapCase.operands) operand.requiresGrad = true;
  swapCase.sharing.operands = Relation::Same;
  const RootPlan plan = rootPlanOf(swapCase);
  ASSERT_EQ(plan.roots.size(), 1u);
  EXPECT_EQ(rootName(plan, swapCase, 0), "a and b");
  const HostTensor ones = numbers({2, 3}, {1, 1, 1, 1, 1, 1});
  EXPECT_EQ(componentsOf(pulledBack(plan, swapCase, {ones, ones})[0]), Components({2, 2, 2, 2, 2, 2}));
}

TEST(Roots, OfOverlappingViewsAreOneBase) {
  SwapCase swapCase = viewCase();
  swapCase.sharing = {Relation::Overlapping, 2};
  const RootPlan plan = rootPlanOf(swapCase);
  ASSERT_EQ(plan.roots.size(), 1u);
  EXPECT_EQ(plan.roots[0].shape, Shape({8}));
  const HostTensor a = numbers({2, 3}, {1, 2, 3, 4, 5, 6});
  const HostTensor b = numbers({2, 3}, {10, 20, 30, 40, 50, 60});
  EXPECT_EQ(componentsOf(pulledBack(plan, swapCase, {a, b})[0]), Components({1, 2, 13, 24, 35, 46, 50, 60}));
}

TEST(Roots, TurnTheSignsOfLazyViews) {
  SwapCase swapCase = viewCase();
  swapCase.dtype = DType::Complex64;
  swapCase.shape = {1, 1};
  swapCase.operands[0].conjugated = true;
  swapCase.operands[1].conjugated = swapCase.operands[1].negated = true;
  const RootPlan plan = rootPlanOf(swapCase);
  const HostTensor number = tensorOf(DType::Complex64, {1, 1}, {3, 4});
  const auto gradients = pulledBack(plan, swapCase, {number, number});
  EXPECT_EQ(componentsOf(gradients[0]), Components({3, -4}));
  EXPECT_EQ(componentsOf(gradients[1]), Components({-3, 4}));
}

double inner(const std::vector<Components>& a, const std::vector<Components>& b) {
  double sum = 0;
  for (size_t k = 0; k < a.size(); ++k)
    for (size_t c = 0; c < a[k].size(); ++c) sum += a[k][c] * b[k][c];
  return sum;
}

/// Small whole numbers, one for each component.
Components wholeNumbers(size_t count, uint64_t seed) {
  Components numbers;
  for (size_t c = 0; c < count; ++c) numbers.push_back(static_cast<double>(spread(hashOf(seed, 0, c), -3, 3)));
  return numbers;
}

TEST(Roots, ArePulledBackByTheTransposeOfBeingPushedForward) {
  for (Family family : kFamilies)
    for (uint64_t number = 0; number < 2000; ++number) {
      const SwapCase swapCase = caseAt(1, number, family);
      const RootPlan plan = rootPlanOf(swapCase);
      if (plan.roots.empty() || swapCase.numel() > 1000) continue;
      std::vector<Components> direction, gradients;
      std::vector<HostTensor> operandGradients;
      for (const RootPlan::Root& root : plan.roots)
        direction.push_back(
            wholeNumbers(static_cast<size_t>(numelOf(root.shape) * componentsOf(swapCase.dtype)), number));
      for (size_t k = 0; k < swapCase.operands.size(); ++k) {
        const auto count = static_cast<size_t>(swapCase.numel() * componentsOf(swapCase.dtype));
        gradients.push_back(plan.rootOf[k] ? wholeNumbers(count, number + k + 1) : Components(count));
        operandGradients.push_back(tensorOf(swapCase.dtype, swapCase.shape, gradients.back()));
      }
      std::vector<Components> pulled;
      for (const HostTensor& gradient : pulledBack(plan, swapCase, operandGradients))
        pulled.push_back(componentsOf(gradient));
      ASSERT_EQ(inner(pulled, direction), inner(gradients, pushedForward(plan, swapCase, direction)))
          << jsonText(swapCase);
    }
}

}  // namespace
}  // namespace swapcheck
