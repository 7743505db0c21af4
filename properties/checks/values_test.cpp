// The `values` and `metadata` properties find results that are not the routing, to the bit.
#include <ATen/ops/empty.h>
#include <ATen/ops/full_like.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/support/properties.h"

namespace swapcheck {
namespace {

const Findings kWrongBits = {{"values", {"bits"}}};

/// Of values that come from other places, and their derivatives with them.
const Findings kMisrouted = {{"values", {"bits"}},
                             {"gradient", {"reverse-mode"}},
                             {"second-order", {"double-backward"}},
                             {"forward-mode", {"jvp"}}};

/// Exchanges two tensors, the first result with its contents edited.
WholeSwap withFirstForged(std::function<void(const at::Tensor&)> edit) {
  return [edit](const at::Tensor& a, const at::Tensor& b) { return TensorPair{forged(b, edit), a.clone()}; };
}

/// Exchanges two tensors, the second result made by `make`.
template <typename Make>
WholeSwap withSecond(Make make) {
  return [make](const at::Tensor& a, const at::Tensor& b) { return TensorPair{b.clone(), make(a)}; };
}

bool isFloat(const at::Tensor& tensor) { return at::isFloatingType(tensor.scalar_type()); }

TEST(Values, AreFoundWrongAtASingleElement) {
  EXPECT_EQ(findingsOf(withFirstForged(&spoilLastElement)),
            (Findings{{"values", {"bits"}}, {"gradient", {"finite-differences"}}}));
}

TEST(Values, AreFoundWithoutTheSignOfZero) {
  const WholeSwap swap = withFirstForged([](const at::Tensor& result) {
    if (isFloat(result)) result.masked_fill_(result.eq(0), 0.0);
  });
  EXPECT_EQ(findingsOf(swap), (Findings{{"values", {"zero-sign"}}}));
  EXPECT_NE(messageOf("values", "zero-sign", swap).find("expected -0, got 0"), std::string::npos);
}

TEST(Values, AreFoundWithoutThePayloadOfNaN) {
  const WholeSwap swap = withFirstForged([](const at::Tensor& result) {
    if (isFloat(result)) result.masked_fill_(result.isnan(), std::numeric_limits<double>::quiet_NaN());
  });
  EXPECT_EQ(findingsOf(swap), (Findings{{"values", {"nan-bits"}}}));
  EXPECT_NE(messageOf("values", "nan-bits", swap).find(", got nan"), std::string::npos);
}

/// A known fault of LibTorch in one result must not hide a wrong number in another.
TEST(Values, OfAWrongNumberAreToldBeforeOtherBitsOfTheSame) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    TensorPair results = exchanged(a, b);
    if (!isFloat(a) || !a.isnan().any().item<bool>()) return results;
    results.second = at::full_like(results.second, std::numeric_limits<double>::quiet_NaN());
    return results;
  };
  EXPECT_TRUE(findingsOf(swap).at("values").contains("not-finite"));
  EXPECT_TRUE(messageOf("values", "not-finite", swap).ends_with(", got nan"));
}

TEST(Values, AreFoundFiniteWhereTheyShouldNotBe) {
  const WholeSwap swap = withFirstForged([](const at::Tensor& result) {
    if (isFloat(result)) result.masked_fill_(result.isinf(), 0.0);
  });
  EXPECT_EQ(findingsOf(swap), (Findings{{"values", {"not-finite"}}}));
}

/// Lost bits of NaNs nearly everywhere, and no swap at all of what has 4 dimensions.
TEST(Values, OfABiggerMistakeAreToldApartFromThoseOfASmallerOne) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    if (!isFloat(a)) return exchanged(a, b);
    if (a.dim() == 4) return TensorPair{a.clone(), b.clone()};
    const auto makePlain = [](const at::Tensor& t) {
      t.masked_fill_(t.isnan(), std::numeric_limits<double>::quiet_NaN());
    };
    return TensorPair{forged(b, makePlain), forged(a, makePlain)};
  };
  EXPECT_EQ(findingsOf(swap).at("values"), (std::set<std::string>{"bits", "nan-bits"}));
}

TEST(Values, AreFoundWithoutSubnormals) {
  EXPECT_EQ(findingsOf(withFirstForged([](const at::Tensor& result) {
              if (result.scalar_type() == at::kFloat)
                result.masked_fill_(result.abs().lt(std::numeric_limits<float>::min()).logical_and(result.ne(0)), 0);
            })),
            kWrongBits);
}

TEST(Values, AreFoundNotSwapped) {
  EXPECT_EQ(
      findingsOf(WholeSwap([](const at::Tensor& a, const at::Tensor& b) { return TensorPair{a.clone(), b.clone()}; })),
      kMisrouted);
}

TEST(Values, AreFoundSwappedUnderTheInverseMask) {
  const MaskedSwap swap = [](const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
    return TensorPair{a.where(mask, b), b.where(mask, a)};
  };
  EXPECT_EQ(findingsOf(swap), kMisrouted);
}

TEST(Values, AreFoundConjugated) {
  EXPECT_EQ(findingsOf(withFirstForged([](const at::Tensor& result) {
              if (result.is_complex()) result.conj_physical_();
            })),
            (Findings{{"values", {"bits"}}, {"gradient", {"finite-differences"}}}));
}

TEST(Metadata, IsFoundWithAnotherShape) {
  const WholeSwap swap = withSecond([](const at::Tensor& a) { return a.clone().unsqueeze(0); });
  EXPECT_EQ(findingsOf(swap), unusable("results"));
}

TEST(Metadata, IsFoundWithoutItsDimensionsOfSizeOne) {
  EXPECT_EQ(findingsOf(withSecond([](const at::Tensor& a) { return a.clone().squeeze(); })), unusable("results"));
}

TEST(Metadata, IsFoundWithAnotherDType) {
  const WholeSwap swap =
      withSecond([](const at::Tensor& a) { return a.scalar_type() == at::kHalf ? a.to(at::kFloat) : a.clone(); });
  EXPECT_EQ(findingsOf(swap), unusable("results"));
  EXPECT_EQ(messageOf("metadata", "results", swap), "result 2 is of dtype Float, expected Half");
}

TEST(Metadata, IsFoundOfAnUndefinedTensor) {
  EXPECT_EQ(findingsOf(withSecond([](const at::Tensor&) { return at::Tensor(); })), unusable("results"));
}

TEST(Metadata, IsFoundOnAnotherDevice) {
  EXPECT_EQ(
      findingsOf(withSecond([](const at::Tensor& a) { return at::empty(a.sizes(), a.options().device(at::kMeta)); })),
      unusable("results"));
}

TEST(Metadata, IsFoundOfASparseTensor) {
  const auto sparse = [](const at::Tensor& a) {
    const bool canBeSparse = a.dim() > 0 && a.numel() > 0 && a.scalar_type() == at::kFloat;
    return canBeSparse ? a.to_sparse() : a.clone();
  };
  EXPECT_EQ(findingsOf(withSecond(sparse)), unusable("results"));
}

TEST(Metadata, IsMissingWhenLibTorchAssertsInside) {
  EXPECT_EQ(findingsOf(WholeSwap([](const at::Tensor& a, const at::Tensor& b) {
              TORCH_INTERNAL_ASSERT(a.dim() < 2, "too many");
              return exchanged(a, b);
            })),
            unusable("internal-assert"));
}

TEST(Metadata, IsMissingWhenTheStrategyRefusesEmptyTensors) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    if (a.numel() == 0) throw std::invalid_argument("nothing to swap");
    return exchanged(a, b);
  };
  EXPECT_EQ(findingsOf(swap), unusable("throws"));
  EXPECT_EQ(messageOf("values", "throws", swap), "the strategy threw on valid input: nothing to swap");
}

}  // namespace
}  // namespace swapcheck
