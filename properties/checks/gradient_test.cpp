// The `gradient` property finds wrong gradients of right values.
#include <ATen/ops/complex.h>
#include <ATen/ops/real.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

const Findings kThrowing = {
    {"gradient", {"backward-throws"}}, {"second-order", {"double-backward-throws"}}, {"forward-mode", {"transpose"}}};

/// Of a strategy that gives nothing of use when it is called a second time.
Findings onlyTheFirstCallIsRight(const std::string& forwardMode) {
  return {{"gradient", {"finite-differences"}},
          {"forward-mode", {forwardMode}},
          {"determinism", {"repeat"}},
          {"modes", {"no-grad"}}};
}

/// Without what finite differences see of a wrong reverse mode: the few cases whose cotangents are zeros.
Findings apartFromZeroCotangents(Findings findings) {
  findings["gradient"].erase("finite-differences");
  return findings;
}

Falsified gradientFailureOn(const SwapCase& swapCase, const Swap& swap) {
  const Strategy strategy = {"whole.test", "", swap};
  const PreparedCase prepared(swapCase);
  const ProcessState process;
  return std::get<Falsified>(checkGradient(Observation(strategy, prepared, process)));
}

std::vector<int64_t> denseStrides(const at::Tensor& tensor) { return contiguousStrides(tensor.sizes().vec()); }

TEST(Gradient, OfTheRightBackwardIsRight) {
  EXPECT_EQ(findingsOf(exchangedWithChanged([](const at::Tensor& g) { return g; })), Findings());
}

TEST(Gradient, IsFoundCutFromBothResults) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    return TensorPair{b.detach().clone(), a.detach().clone()};
  };
  EXPECT_EQ(findingsOf(swap), kCutGraph);
  EXPECT_NE(messageOf("gradient", "reverse-mode", swap).find("(no gradient arrived at all)"), std::string::npos);
}

TEST(Gradient, IsFoundCutFromOneResult) {
  EXPECT_EQ(findingsOf(WholeSwap(
                [](const at::Tensor& a, const at::Tensor& b) { return TensorPair{b.clone(), a.detach().clone()}; })),
            kCutGraph);
}

TEST(Gradient, IsFoundDoubled) {
  const WholeSwap swap = exchangedWithChanged([](const at::Tensor& g) { return g.mul(2); });
  EXPECT_EQ(findingsOf(swap), kWrongJacobian);
  EXPECT_EQ(messageOf("gradient", "reverse-mode", swap).find("no gradient arrived"), std::string::npos);
}

TEST(Gradient, IsFoundGivenToTheOtherOperand) {
  EXPECT_EQ(findingsOf(exchangedWith(
                [](const at::Tensor& first, const at::Tensor& second) { return TensorPair{first, second}; })),
            kWrongJacobian);
}

TEST(Gradient, IsFoundAtOtherPlaces) {
  EXPECT_EQ(findingsOf(exchangedWithChanged([](const at::Tensor& g) { return g.dim() == 0 ? g : g.flip(0); })),
            kWrongJacobian);
}

TEST(Gradient, IsFoundWrongWhereCotangentsAreNotContiguous) {
  const WholeSwap swap = exchangedWithChanged([](const at::Tensor& g) {
    const size_t after = g.storage().nbytes() - static_cast<size_t>(g.storage_offset()) * g.element_size();
    return after < g.nbytes() ? g : g.as_strided(g.sizes(), denseStrides(g));
  });
  size_t wrong = 0;
  for (const PreparedCase& prepared : preparedCases(Family::Whole)) {
    const Findings findings = findingsOn(prepared, swap);
    if (isContiguous(layoutOf(prepared.swapCase.cotangent, prepared.swapCase.shape))) {
      EXPECT_EQ(findings, Findings()) << jsonText(prepared.swapCase);
    } else if (!findings.empty()) {
      EXPECT_TRUE(findings.contains("gradient") || findings.contains("second-order")) << jsonText(prepared.swapCase);
    }
    wrong += !findings.empty();
  }
  EXPECT_GT(wrong, 0u);
}

TEST(Gradient, IsFoundThrowing) {
  const WholeSwap swap =
      exchangedWithChanged([](const at::Tensor&) -> at::Tensor { throw std::logic_error("no way"); });
  EXPECT_EQ(findingsOf(swap), kThrowing);
  EXPECT_EQ(messageOf("gradient", "backward-throws", swap), "the backward pass threw: no way");
}

TEST(Gradient, IsFoundAssertingInsideLibTorch) {
  const WholeSwap swap = exchangedWithChanged([](const at::Tensor& g) {
    TORCH_INTERNAL_ASSERT(!g.defined(), "not here");
    return g;
  });
  for (const auto& [property, checks] : findingsOf(swap)) EXPECT_TRUE(checks.contains("internal-assert")) << property;
  EXPECT_EQ(findingsOf(swap).at("gradient"), std::set<std::string>{"internal-assert"});
}

TEST(Gradient, IsFoundThrowingWhereOneCotangentIsUndefined) {
  const WholeSwap swap = exchangedWith([](const at::Tensor& first, const at::Tensor& second) {
    if (!first.defined() || !second.defined()) throw std::logic_error("undefined");
    return TensorPair{second, first};
  });
  EXPECT_EQ(findingsOf(swap), kThrowing);
}

// The double backward conjugates twice, and is right.
TEST(Gradient, IsFoundConjugated) {
  EXPECT_EQ(apartFromZeroCotangents(findingsOf(exchangedWithChanged([](const at::Tensor& g) { return g.conj(); }))),
            (Findings{{"gradient", {"reverse-mode"}}, {"forward-mode", {"transpose"}}}));
}

TEST(Gradient, IsFoundWithoutItsImaginaryPart) {
  EXPECT_EQ(apartFromZeroCotangents(findingsOf(exchangedWithChanged([](const at::Tensor& g) {
              if (!g.is_complex()) return g;
              const at::Tensor re = at::real(g).contiguous();
              return at::complex(re, at::zeros_like(re));
            }))),
            apartFromZeroCotangents(kWrongJacobian));
}

TEST(Gradient, IsFoundInAFormThatCannotBeRead) {
  const WholeSwap swap =
      exchangedWithChanged([](const at::Tensor& g) { return c10::GradMode::is_enabled() ? g : g.to_sparse(); });
  EXPECT_EQ(plainFindingsOf(swap), (Findings{{"gradient", {"reverse-mode"}},
                                             {"second-order", {"double-backward"}},
                                             {"forward-mode", {"transpose"}}}));
  EXPECT_NE(messageOf("gradient", "reverse-mode", swap).find("is no strided CPU tensor"), std::string::npos);
}

TEST(Gradient, IsFoundWorkedOutInTheMemoryOfTheCotangents) {
  const auto exchangeInPlace = [](const at::Tensor& first, const at::Tensor& second) {
    const bool writable = first.defined() && second.defined() && first.is_contiguous() && second.is_contiguous();
    if (!writable) return TensorPair{second, first};
    const at::Tensor old = first.clone();
    first.copy_(second);
    second.copy_(old);
    return TensorPair{first, second};
  };
  EXPECT_EQ(findingsOf(exchangedWith(exchangeInPlace)), (Findings{{"gradient", {"cotangent"}}}));
}

/// A backward that reads the caller's tensor, which `read` may copy at the time of the call.
WholeSwap readingFirstLater(const std::function<at::Tensor(const at::Tensor&)>& read) {
  return [read](const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor kept = read(a.detach());
    const at::Tensor before = kept.clone();
    return exchangedWith([kept, before](const at::Tensor& first, const at::Tensor& second) {
      const bool same = kept.equal(before) || kept.ne(kept).any().item<bool>();
      return same ? TensorPair{second, first} : TensorPair{first, second};
    })(a, b);
  };
}

TEST(Gradient, IsFoundToDependOnWhatTheCallerDoesToTheOperandsLater) {
  EXPECT_EQ(findingsOf(readingFirstLater([](const at::Tensor& a) { return a; })),
            (Findings{{"gradient", {"changed-after"}}}));
  EXPECT_EQ(findingsOf(readingFirstLater([](const at::Tensor& a) { return a.clone(); })), Findings());
}

TEST(Gradient, IsFoundMultipliedAtRepeatedPositions) {
  EXPECT_EQ(apartFromZeroCotangents(findingsOf(builtin("indexed.index-put"))), apartFromZeroCotangents(kWrongJacobian));
}

TEST(FiniteDifferences, FindResultsThatDoNotFollowTheOperands) {
  const WholeSwap swap = [first = TensorPair()](const at::Tensor& a, const at::Tensor& b) mutable {
    if (!first.first.defined()) first = {b.detach().clone(), a.detach().clone()};
    return TensorPair{forged(b, [&](const at::Tensor& result) { result.copy_(first.first); }),
                      forged(a, [&](const at::Tensor& result) { result.copy_(first.second); })};
  };
  EXPECT_EQ(findingsOf(swap), (Findings{{"gradient", {"finite-differences"}}}));
}

TEST(FiniteDifferences, FindValuesThatAreWrongOnlyWithoutAGraph) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    const bool graph = a.requires_grad() || b.requires_grad() || !a.is_floating_point();
    return graph ? exchanged(a, b) : TensorPair{b.mul(2), a.clone()};
  };
  EXPECT_EQ(findingsOf(swap),
            (Findings{{"gradient", {"finite-differences"}}, {"values", {"bits"}}, {"forward-mode", {"jvp"}}}));
}

TEST(FiniteDifferences, FindAStrategyThatThrowsBesideThePoint) {
  const WholeSwap swap = [called = false](const at::Tensor& a, const at::Tensor& b) mutable {
    if (std::exchange(called, true)) throw std::out_of_range("never twice");
    return exchanged(a, b);
  };
  EXPECT_EQ(findingsOf(swap), onlyTheFirstCallIsRight("jvp-throws"));
  EXPECT_EQ(messageOf("gradient", "finite-differences", swap),
            "beside the operands' values the strategy threw: never twice");
}

TEST(FiniteDifferences, ShowTheJacobiansOfASmallCase) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.shape = {1, 2};
  swapCase.operands[1].requiresGrad = true;
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    return TensorPair{b.requires_grad() ? b.clone() : b.mul(2), a.clone()};
  };
  const Falsified failure = gradientFailureOn(swapCase, swap);
  EXPECT_EQ(failure.message, "the Jacobian at row 0, column 0: reverse mode gives 1, finite differences 2");
  ASSERT_EQ(failure.evidence.size(), 2u);
  EXPECT_EQ(failure.evidence[0].cells, (std::vector<std::string>{"2", "0", "0", "2", "0", "0", "0", "0"}));
  EXPECT_EQ(failure.evidence[0].shape, Shape({4, 2}));
  EXPECT_EQ(failure.evidence[1].marked, std::vector<int64_t>{0});
}

TEST(FiniteDifferences, GoAlongADirectionOnALargeCase) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.operands[0].requiresGrad = true;
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    return TensorPair{b.clone(), a.requires_grad() ? a.clone() : a.mul(-1)};
  };
  EXPECT_EQ(gradientFailureOn(swapCase, swap).message.rfind("the derivative of the loss along a direction: ", 0), 0u);
}

TEST(FiniteDifferences, FindOtherSizesBesideThePoint) {
  const WholeSwap swap = [called = false](const at::Tensor& a, const at::Tensor& b) mutable {
    return std::exchange(called, true) ? exchanged(a.unsqueeze(0), b.unsqueeze(0)) : exchanged(a, b);
  };
  EXPECT_EQ(findingsOf(swap), onlyTheFirstCallIsRight("jvp"));
}

}  // namespace
}  // namespace swapcheck
