// The `rejects` property finds every way not to reject, and says which.
#include <ATen/ops/broadcast_tensors.h>
#include <ATen/ops/where.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/properties.h"

namespace swapcheck {
namespace {

/// Checks that `rejects` finds on some spoilt case of the swap's family.
std::set<std::string> checksOf(const Swap& swap) {
  const Property* const rejects[] = {findProperty("rejects")};
  std::set<std::string> checks;
  for (const PreparedCase& prepared : spoiltCases(familyOf(swap))) {
    const auto judgements = judge(Strategy{"test.swap", "", swap}, prepared, rejects);
    if (const auto* failure = std::get_if<Falsified>(&judgements[0].outcome)) checks.insert(failure->check);
  }
  return checks;
}

using Checks = std::set<std::string>;

/// A swap that does nothing but what `body` does.
WholeSwap whole(std::function<void(const at::Tensor& a, const at::Tensor& b)> body) {
  return [body](const at::Tensor& a, const at::Tensor& b) {
    body(a, b);
    return TensorPair{b, a};
  };
}

const WholeSwap kRejecting = whole([](const at::Tensor&, const at::Tensor&) { TORCH_CHECK(false, "no"); });

class Rejecting : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Builtin, Rejecting,
                         testing::Values("whole.clone", "masked.where", "masked.index-put", "masked.masked-scatter",
                                         "masked.blend", "indexed.index-put", "indexed.scatter", "indexed.mask-where",
                                         "within.index-select", "within.index-copy"));

TEST_P(Rejecting, StrategyRejectsAllInvalidInput) { EXPECT_EQ(checksOf(builtin(GetParam())), Checks()); }

TEST(Rejects, IsContentWithACleanError) { EXPECT_EQ(checksOf(kRejecting), Checks()); }

TEST(Rejects, FindsEachKindThatIsAcceptedThoughItMeansNothing) {
  const MaskedSwap swap = [](const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
    TORCH_CHECK(a.defined() && b.defined() && mask.defined() && a.device() == b.device() && a.sizes() == b.sizes() &&
                    a.device() == mask.device() && broadcastShape({a.sizes().vec(), mask.sizes().vec()}),
                "no");
    const at::Tensor chosen = mask.to(at::kBool);
    return TensorPair{at::where(chosen, b, a), at::where(chosen, a, b)};
  };
  EXPECT_EQ(checksOf(swap), (Checks{"accepted-other-dtype", "accepted-mask-int64", "accepted-mask-float"}));
  EXPECT_EQ(messageOf("rejects", "accepted-mask-float", swap),
            "called with a mask of dtype float32: expected a clear error, but it returned results as if the "
            "input were valid");
}

TEST(Rejects, IsContentWithTheOnlyAnswer) {
  const WholeSwap exchange = [](const at::Tensor& a, const at::Tensor& b) {
    TORCH_CHECK(a.defined() && b.defined(), "no");
    return TensorPair{b.clone(), a.clone()};
  };
  EXPECT_EQ(checksOf(exchange), Checks());
  const WithinSwap within = [](const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
    TORCH_CHECK(x.defined() && i.defined() && j.defined() && dim >= -x.dim() && dim < x.dim(), "no");
    for (const at::Tensor& slices : {i, j}) TORCH_CHECK(slices.scalar_type() == at::kLong && !slices.is_meta(), "no");
    const int64_t size = x.size(dim);
    for (const at::Tensor& slices : {i, j})
      TORCH_CHECK(slices.numel() == 0 || (slices.lt(size).logical_and(slices.ge(-size)).all().item<bool>()), "no");
    const auto& swap = std::get<WithinSwap>(builtin("within.index-select"));
    return size == 0 ? swap(x, dim, i, j) : swap(x, dim, i.remainder(size), j.remainder(size));
  };
  EXPECT_EQ(checksOf(within), Checks());
}

TEST(Rejects, FindsOtherAnswersThanTheOnlyOne) {
  const WholeSwap broadcasting = [](const at::Tensor& a, const at::Tensor& b) {
    TORCH_CHECK(a.defined() && b.defined() && a.device() == b.device() && a.dtype() == b.dtype() &&
                    broadcastShape({a.sizes().vec(), b.sizes().vec()}),
                "no");
    const auto both = at::broadcast_tensors({a, b});
    return TensorPair{both[1].clone(), both[0].clone()};
  };
  EXPECT_EQ(checksOf(broadcasting), (Checks{"wrong-answer-broadcast-size", "wrong-answer-other-rank"}));
  const std::string message = messageOf("rejects", "wrong-answer-broadcast-size", broadcasting);
  EXPECT_NE(message.find("but it returned other results than that can mean: result "), std::string::npos) << message;
}

TEST(Rejects, FindsOtherExceptions) {
  EXPECT_EQ(checksOf(whole([](const at::Tensor&, const at::Tensor&) { throw std::out_of_range("vector::at"); })),
            Checks{"not-c10-error"});
  EXPECT_EQ(checksOf(whole([](const at::Tensor&, const at::Tensor&) { throw 7; })), Checks{"not-c10-error"});
  const WholeSwap swap = whole([](const at::Tensor&, const at::Tensor&) { throw std::out_of_range("vector::at"); });
  EXPECT_TRUE(messageOf("rejects", "not-c10-error", swap).ends_with("but it threw something else: vector::at"));
}

TEST(Rejects, FindsInternalAssertions) {
  EXPECT_EQ(checksOf(whole([](const at::Tensor&, const at::Tensor&) { TORCH_INTERNAL_ASSERT(false); })),
            Checks{"internal-assert"});
  EXPECT_EQ(checksOf(whole([](const at::Tensor&, const at::Tensor&) {
              TORCH_CHECK(false, "in a script\nx INTERNAL ASSERT FAILED at x.cpp:1");
            })),
            Checks{"internal-assert"});
}

TEST(Rejects, FindsErrorsWithoutAText) {
  EXPECT_EQ(checksOf(whole([](const at::Tensor&, const at::Tensor&) { throw c10::Error(c10::SourceLocation{}, ""); })),
            Checks{"unclear"});
}

TEST(Rejects, FindsWhatIsWrittenBeforeTheError) {
  const WholeSwap swap = whole([](const at::Tensor& a, const at::Tensor& b) {
    if (a.defined() && !a.requires_grad()) a.zero_();
    TORCH_CHECK(!b.defined(), "too late");
    TORCH_CHECK(false, "no");
  });
  EXPECT_EQ(checksOf(swap), Checks{"partly-written"});
  const std::string message = messageOf("rejects", "partly-written", swap);
  EXPECT_NE(message.find("but it threw, and inputs were changed: operand a: its element ["), std::string::npos)
      << message;
}

TEST(Rejects, FindsWhatIsWrittenThoughTheInputIsAccepted) {
  const WholeSwap swap = whole([](const at::Tensor& a, const at::Tensor&) {
    if (a.defined() && !a.requires_grad()) a.zero_();
  });
  EXPECT_EQ(checksOf(swap), (Checks{"partly-written", "accepted-undefined-a", "accepted-undefined-b"}));
}

TEST(Rejects, KnowsInputsOnOtherDevicesFromChangedOnes) {
  const Strategy strategy = {"whole.test", "", whole([](const at::Tensor&, const at::Tensor& b) {
                               if (b.defined() && b.is_meta() && !b.requires_grad()) b.resize_({17});
                               TORCH_CHECK(false, "no");
                             })};
  size_t changed = 0;
  for (const PreparedCase& prepared : spoiltCases(Family::Whole)) {
    const Property* const rejects[] = {findProperty("rejects")};
    const auto judgements = judge(strategy, prepared, rejects);
    const auto* failure = std::get_if<Falsified>(&judgements[0].outcome);
    const bool onMeta = prepared.swapCase.defect == Defect::OtherDevice;
    EXPECT_EQ(failure != nullptr, onMeta && !prepared.swapCase.operands[1].requiresGrad);
    changed += failure != nullptr;
  }
  EXPECT_GT(changed, 0u);
}

}  // namespace
}  // namespace swapcheck
