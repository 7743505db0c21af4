// The `originals` property finds every way to touch what went in, and nothing else.
#include <ATen/ops/ones_like.h>
#include <gtest/gtest.h>

#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

using Sabotage = std::function<void(const at::Tensor& a, const at::Tensor& b)>;

/// Exchanges two tensors rightly, then does something to the originals.
WholeSwap exchangedThen(Sabotage sabotage) {
  return [sabotage](const at::Tensor& a, const at::Tensor& b) {
    TensorPair results = exchanged(a, b);
    sabotage(a, b);
    return results;
  };
}

std::byte* storageOf(const at::Tensor& tensor) {
  return static_cast<std::byte*>(const_cast<void*>(static_cast<const void*>(tensor.storage().data())));
}

Findings onlyOriginals(const std::string& check) { return {{"originals", {check}}}; }

/// `originals` fails as stated, and so do the gradients, since an operand's place in the graph is lost.
Findings withoutGradient(const std::string& check, const std::string& forwardMode = "transpose") {
  return {{"originals", {check}},
          {"gradient", {"reverse-mode", "finite-differences"}},
          {"second-order", {"double-backward"}},
          {"forward-mode", {forwardMode}}};
}

/// The same of non-leaves alone: the plain cases have none whose cotangents are zero, which finite differences take.
/// A dual tensor of a variable is no leaf either.
Findings withoutGradientOfNonLeaves(const std::string& check) {
  Findings findings = withoutGradient(check);
  findings["gradient"] = {"reverse-mode"};
  findings["forward-mode"].insert("forward-over-reverse");
  return findings;
}

/// `originals` fails as stated, and LibTorch does not allow it to dual tensors.
Findings refusedInForwardMode(const std::string& check) {
  return {{"originals", {check}}, {"forward-mode", {"jvp-throws"}}};
}

TEST(Originals, AreFoundWrittenThroughTheirAddress) {
  for (size_t operand : {0, 1}) {
    const WholeSwap swap =
        exchangedThen([operand](const at::Tensor& a, const at::Tensor& b) { spoilLastElement(operand == 0 ? a : b); });
    EXPECT_EQ(findingsOf(swap), onlyOriginals("bytes"));
    EXPECT_TRUE(plainMessageOf("originals", "bytes", swap)
                    .starts_with(operand == 0 ? "operand a: its element" : "operand b: its element"));
  }
}

TEST(Originals, AreFoundWrittenBesideTheViewInsideTheStorage) {
  const WholeSwap swap = exchangedThen([](const at::Tensor& a, const at::Tensor&) {
    if (a.storage_offset() > 0) storageOf(a)[0] ^= std::byte{1};
  });
  EXPECT_EQ(findingsOf(swap), onlyOriginals("bytes"));
  EXPECT_EQ(messageOf("originals", "bytes", swap),
            "operand a: element 0 of its storage, outside the view, was written to");
}

TEST(Originals, AreFoundWrittenAndRestored) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor&, const at::Tensor& b) {
              const at::Tensor before = b.detach().clone();
              b.detach().zero_();
              b.detach().copy_(before);
            })),
            onlyOriginals("version"));
}

/// Exchanges two tensors by way of their own memory, out of sight of the version counters, and puts it back.
TensorPair exchangedInPlaceAndBack(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = exchanged(a, b);
  const auto swapMemory = [&] {
    const at::Tensor kept = a.detach().clone();
    a.data().copy_(b.detach());
    b.data().copy_(kept);
  };
  swapMemory();
  swapMemory();
  return results;
}

TEST(Originals, AreFoundSwappedInPlaceAndBackOnlyInReadOnlyPages) {
  EXPECT_EQ(plainFindingsOf(WholeSwap(exchangedInPlaceAndBack)), (Findings{{"determinism", {"concurrent"}}}));
  size_t written = 0;
  for (const PreparedCase& plain : plainCases(Family::Whole)) {
    if (plain.swapCase.numel() == 0 || plain.swapCase.call.callers > 1) continue;
    SwapCase guarded = plain.swapCase;
    guarded.guarded = true;
    EXPECT_EQ(findingsOn(PreparedCase(guarded), WholeSwap(exchangedInPlaceAndBack)),
              (Findings{{"originals", {"written"}}}))
        << jsonText(guarded);
    ++written;
  }
  EXPECT_GT(written, 100u);
}

TEST(Originals, AreNamedWithTheElementThatWasWrittenAndRestored) {
  SwapCase guarded = plainCase(WholeSelection{});
  guarded.guarded = true;
  const auto failure = failureOn(PreparedCase(guarded), "originals", WholeSwap(exchangedInPlaceAndBack));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->check, "written");
  EXPECT_EQ(failure->message, "operand a: element 0 of its storage was written to during the call, and then restored");
}

TEST(Originals, AreFoundWrittenInPlaceByTheGraph) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (!a.is_leaf()) a.zero_();
            })),
            withoutGradientOfNonLeaves("grad-fn"));
}

TEST(Originals, AreFoundResized) {
  EXPECT_EQ(findingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (!a.requires_grad() && !a.is_inference()) a.resize_({a.numel() + 1});
            })),
            refusedInForwardMode("sizes"));
}

TEST(Originals, AreFoundGrownAndShrunkAgain) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (a.requires_grad()) return;
              const at::Tensor was = a.alias();
              a.resize_({static_cast<int64_t>(a.storage().nbytes()) + 1});
              a.as_strided_(was.sizes(), was.strides(), was.storage_offset());
            })),
            refusedInForwardMode("storage"));
}

TEST(Originals, AreFoundWithoutMemory) {
  EXPECT_EQ(findingsOf(exchangedThen(
                [](const at::Tensor& a, const at::Tensor&) { a.storage().unsafeGetStorageImpl()->set_nbytes(0); })),
            onlyOriginals("storage"));
}

TEST(Originals, AreFoundGivenAnotherStorage) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (!a.requires_grad()) a.set_(a.clone());
            })),
            onlyOriginals("storage"));
}

TEST(Originals, AreFoundGivenOtherStrides) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (a.dim() > 1 && a.size(0) == a.size(1) && a.stride(0) != a.stride(1) && !a.requires_grad())
                a.transpose_(0, 1);
            })),
            onlyOriginals("strides"));
}

TEST(Originals, AreFoundMovedInTheirStorage) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (a.storage_offset() > 0 && !a.requires_grad()) a.as_strided_(a.sizes(), a.strides(), 0);
            })),
            onlyOriginals("strides"));
}

TEST(Originals, AreFoundReadAsAnotherDType) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (a.scalar_type() == at::kFloat && !a.requires_grad()) a.set_data(a.view(at::kInt));
            })),
            onlyOriginals("dtype"));
}

TEST(Originals, AreFoundLazilyConjugated) {
  EXPECT_EQ(findingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (a.is_complex()) a._set_conj(true);
            })),
            onlyOriginals("lazy-sign"));
}

TEST(Originals, AreFoundWithAGradientAccumulated) {
  EXPECT_EQ(findingsOf(WholeSwap([](const at::Tensor& a, const at::Tensor& b) {
              TensorPair results = exchanged(a, b);
              if (a.requires_grad() && a.is_leaf()) results.second.backward(at::ones_like(a), /*retain_graph=*/true);
              return results;
            })),
            (Findings{{"originals", {"grad"}}, {"modes", {"no-grad"}}}));  // there is no graph to run
}

TEST(Originals, AreFoundWithAHookLeftOnTheirGradient) {
  EXPECT_EQ(findingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (a.requires_grad()) a.register_hook([](at::Tensor gradient) { return gradient; });
            })),
            onlyOriginals("hook"));
}

TEST(Originals, AreFoundMadeToRequireGrad) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (a.is_floating_point() && !a.requires_grad()) a.set_requires_grad(true);
            })),
            onlyOriginals("requires-grad"));
}

TEST(Originals, AreFoundMadeNotToRequireGrad) {
  EXPECT_EQ(findingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (a.is_leaf()) a.set_requires_grad(false);
            })),
            withoutGradient("requires-grad"));
}

TEST(Originals, AreFoundDetached) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) { a.detach_(); })),
            withoutGradient("requires-grad", "jvp-throws"));
}

TEST(Originals, AreFoundMadeLeaves) {
  EXPECT_EQ(plainFindingsOf(exchangedThen([](const at::Tensor& a, const at::Tensor&) {
              if (!a.is_leaf()) a.detach_().set_requires_grad(true);
            })),
            withoutGradientOfNonLeaves("leaf"));
}

TEST(Originals, AreFoundWrittenByTheBackwardPass) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    return exchangedWith([b](const at::Tensor& first, const at::Tensor& second) {
      spoilLastElement(b);
      return TensorPair{second, first};
    })(a, b);
  };
  EXPECT_EQ(findingsOf(swap), onlyOriginals("backward-writes"));
  EXPECT_TRUE(
      plainMessageOf("originals", "backward-writes", swap).starts_with("after the backward pass, operand b: its "));
}

TEST(Originals, AreFoundWrittenByABackwardPassThatThrows) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    return exchangedWith([a](const at::Tensor&, const at::Tensor&) -> TensorPair {
      spoilLastElement(a);
      throw std::runtime_error("too late");
    })(a, b);
  };
  EXPECT_TRUE(messageOf("originals", "backward-writes", swap).starts_with("after the backward pass, operand a: its "));
}

TEST(Originals, AreLookedAtAfterTheSameBackwardPassAsTheGradient) {
  const auto passes = std::make_shared<int>(0);
  const WholeSwap swap = exchangedWith([passes](const at::Tensor& first, const at::Tensor& second) {
    ++*passes;
    return TensorPair{second, first};
  });
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.operands[0].requiresGrad = true;
  const auto passesOf = [&](std::vector<const char*> names) {
    std::vector<const Property*> properties;
    for (const char* name : names) properties.push_back(findProperty(name));
    *passes = 0;
    for (const Judgement& judgement : judge(Strategy{"whole.counted", "", swap}, PreparedCase(swapCase), properties))
      EXPECT_TRUE(std::holds_alternative<Passed>(judgement.outcome));
    return *passes;
  };
  EXPECT_EQ(passesOf({"originals"}), 1);
  EXPECT_EQ(passesOf({"originals", "gradient"}), passesOf({"gradient"}));
}

TEST(Originals, AreFoundWrittenWhenTheStrategyThrowsAfterwards) {
  Findings expected = unusable("throws");
  expected["originals"] = {"bytes"};
  EXPECT_EQ(findingsOf(WholeSwap([](const at::Tensor& a, const at::Tensor&) -> TensorPair {
              spoilLastElement(a);
              throw std::runtime_error("too late");
            })),
            expected);
}

TEST(Originals, AreLeftAloneByAStrategyThatOnlyThrows) {
  EXPECT_EQ(findingsOf(WholeSwap([](const at::Tensor&, const at::Tensor&) -> TensorPair { throw 1; })),
            unusable("throws"));
}

TEST(Originals, IncludeTheMask) {
  const MaskedSwap swap = [](const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
    const at::Tensor was = mask.clone();
    mask.logical_not_();
    return TensorPair{a.where(was.logical_not(), b), b.where(was.logical_not(), a)};
  };
  EXPECT_EQ(plainFindingsOf(swap), (Findings{{"originals", {"bytes", "version"}}}));
  EXPECT_EQ(messageOf("originals", "bytes", swap).rfind("the mask: its element [", 0), 0u);
}

TEST(Originals, IncludeTheIndices) {
  const IndexedSwap right = std::get<IndexedSwap>(builtin("indexed.mask-where"));
  const IndexedSwap swap = [right](const at::Tensor& a, const at::Tensor& b, const std::vector<at::Tensor>& index) {
    const TensorPair results = right(a, b, index);
    index.back().add_(1);
    return results;
  };
  EXPECT_EQ(plainFindingsOf(swap), (Findings{{"originals", {"bytes", "version"}}}));
  EXPECT_EQ(messageOf("originals", "bytes", swap).rfind("index tensor ", 0), 0u);
}

TEST(Originals, IncludeTheSliceNumbers) {
  const WithinSwap right = std::get<WithinSwap>(builtin("within.index-select"));
  const WithinSwap swap = [right](const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
    const at::Tensor result = right(x, dim, i, j);
    spoilLastElement(j);
    return result;
  };
  EXPECT_EQ(findingsOf(swap), onlyOriginals("bytes"));
  EXPECT_EQ(messageOf("originals", "bytes", swap).rfind("index j: its element [", 0), 0u);
}

}  // namespace
}  // namespace swapcheck
