// Derivatives through operands whose elements share memory, which are views, or whose signs are lazy: right ones pass,
// and what is wrong only there is found.
#include <gtest/gtest.h>
#include <torch/version.h>

#include "generators/stream/generate.h"
#include "strategies/known_failure.h"
#include "strategies/libtorch_faults.h"
#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

constexpr uint64_t kFirst = 2000;

/// Of the first 2000 valid cases of a family and seed 1, those with these features.
std::vector<PreparedCase> casesWith(Family family, const std::vector<std::string>& features) {
  const Condition wanted(features);
  std::vector<PreparedCase> cases;
  for (uint64_t number = 0; number < kFirst; ++number) {
    SwapCase swapCase = withoutDefect(caseAt(1, number, family));
    if (isSupported(swapCase.dtype) && wanted.holds(featuresOf(swapCase))) cases.emplace_back(std::move(swapCase));
  }
  return cases;
}

/// Counts the cases on which the property says something of the swap: it has to pass.
size_t countPassed(const std::vector<PreparedCase>& cases, const std::string& property, const std::string& strategy) {
  const Property* const one[] = {findProperty(property)};
  size_t passed = 0;
  for (const PreparedCase& prepared : cases) {
    const Outcome outcome = judge({strategy, "", builtin(strategy)}, prepared, one)[0].outcome;
    const auto* failure = std::get_if<Falsified>(&outcome);
    EXPECT_FALSE(failure) << strategy << ": " << failure->message << "\n" << jsonText(prepared.swapCase);
    passed += std::holds_alternative<Passed>(outcome);
  }
  return passed;
}

class RightStrategyOf : public testing::TestWithParam<Family> {
 protected:
  std::string strategy() const {
    const std::string right[] = {"whole.clone", "masked.where", "indexed.mask-where", "within.index-select"};
    return right[static_cast<size_t>(GetParam())];
  }

  size_t passed(const std::string& property, const std::vector<std::string>& features) const {
    return countPassed(casesWith(GetParam(), features), property, strategy());
  }
};
INSTANTIATE_TEST_SUITE_P(Family, RightStrategyOf, testing::ValuesIn(kFamilies), familySuffix);

TEST_P(RightStrategyOf, HasTheGradientOfTheBaseWhereElementsShareMemory) {
  EXPECT_GT(passed("gradient", {"layout.expanded", "grad.view"}), 5u);
  EXPECT_GT(passed("gradient", {"layout.overlapping", "grad.view"}), 5u);
  if (GetParam() == Family::Within) return;
  EXPECT_GT(passed("gradient", {"sharing.overlapping", "grad.view"}), 5u);
  EXPECT_GT(passed("gradient", {"sharing.same", "!grad.none"}), 5u);
}

TEST_P(RightStrategyOf, HasForwardModeThroughViewsAndLazySigns) {
  EXPECT_GT(passed("forward-mode", {"grad.view"}), 50u);
  EXPECT_GT(passed("forward-mode", {"grad.view", "layout.conjugated"}), 5u);
  EXPECT_GT(passed("forward-mode", {"grad.view", "layout.negated"}), 5u);
}

/// Exchanges rightly, but doubles the gradients where `odd` holds of the operands.
WholeSwap doubledWhere(const std::function<bool(const at::Tensor& a, const at::Tensor& b)>& odd) {
  return [odd](const at::Tensor& a, const at::Tensor& b) {
    const double factor = odd(a, b) ? 2 : 1;
    return exchangedWithChanged([factor](const at::Tensor& g) { return factor == 1 ? g : g.mul(factor); })(a, b);
  };
}

bool isExpandedTensor(const at::Tensor& tensor) {
  for (int64_t d = 0; d < tensor.dim(); ++d)
    if (tensor.stride(d) == 0 && tensor.size(d) > 1) return true;
  return false;
}

/// Cases with the feature on which the gradient is found wrong; on those without it none is.
size_t countWrongOnlyWith(const std::string& feature, const WholeSwap& swap) {
  size_t wrong = 0;
  for (const PreparedCase& prepared : casesWith(Family::Whole, {feature}))
    wrong += failureOn(prepared, "gradient", swap).has_value();
  for (const PreparedCase& prepared : preparedCases(Family::Whole))
    if (!Condition({feature}).holds(featuresOf(prepared.swapCase))) {
      EXPECT_FALSE(failureOn(prepared, "gradient", swap)) << jsonText(prepared.swapCase);
    }
  return wrong;
}

TEST(Gradient, IsFoundWrongOnlyOfExpandedOperands) {
  EXPECT_GT(countWrongOnlyWith("layout.expanded", doubledWhere([](const at::Tensor& a, const at::Tensor& b) {
                                 return isExpandedTensor(a) || isExpandedTensor(b);
                               })),
            5u);
}

TEST(Gradient, IsFoundWrongOnlyOfTheSameTensorTwice) {
  EXPECT_GT(countWrongOnlyWith("sharing.same",
                               doubledWhere([](const at::Tensor& a, const at::Tensor& b) { return a.is_same(b); })),
            5u);
}

TEST(Gradient, IsFoundWrongOnlyOfOverlappingOperands) {
  EXPECT_GT(countWrongOnlyWith("sharing.overlapping", doubledWhere([](const at::Tensor& a, const at::Tensor& b) {
                                 const int64_t shift = b.storage_offset() - a.storage_offset();
                                 return a.is_alias_of(b) && a.is_contiguous() && b.is_contiguous() && shift > 0 &&
                                        shift < a.numel();
                               })),
            5u);
}

TEST(ForwardMode, IsFoundWithTheTangentOfALazilyConjugatedViewConjugatedOnceMore) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    const auto read = [](const at::Tensor& tensor) {
      const at::Tensor tangent = tensor._fw_grad(0);
      if (!tensor.is_conj() || !tangent.defined()) return tensor.clone();
      const at::Tensor copy = tensor._fw_primal(0).clone();
      copy._set_fw_grad(tangent.clone().conj_physical(), 0, false);
      return copy;
    };
    return TensorPair{read(b), read(a)};
  };
  size_t found = 0;
  for (const PreparedCase& prepared : casesWith(Family::Whole, {"grad.view", "layout.conjugated"}))
    if (const auto failure = failureOn(prepared, "forward-mode", swap)) {
      EXPECT_EQ(failure->check, "jvp") << failure->message;
      ++found;
    }
  EXPECT_GT(found, 5u);
}

TEST(FindingsOn, LeaveOutWhatIsWrongWithLibTorchItself) {
  size_t met = 0;
  for (const KnownFailure& fault : libtorchFaults()) {
    if (!holdsFor(fault, TORCH_VERSION)) continue;
    for (const PreparedCase& prepared : casesWith(Family::Whole, fault.when)) {
      met += failureOn(prepared, std::string(fault.property), WholeSwap(exchanged)).has_value();
      EXPECT_EQ(findingsOn(prepared, WholeSwap(exchanged)), Findings()) << jsonText(prepared.swapCase);
    }
  }
  EXPECT_GT(met, 0u);
}

}  // namespace
}  // namespace swapcheck
