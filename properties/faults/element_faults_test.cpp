// A fault of LibTorch's explains the bits that it foretells, of the elements that it strikes, and nothing else.
#include "properties/faults/element_faults.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "strategies/libtorch_faults.h"
#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

/// Both operands full of special numbers with payloads, the first or the second lazily negated.
SwapCase halvesWithNaNs(size_t negated) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.shape = {64};
  for (Operand& operand : swapCase.operands) operand.layout = contiguousLayout(1);
  swapCase.dtype = DType::Float16;
  swapCase.fill = Fill::Special;
  swapCase.operands[negated].negated = true;
  return swapCase;
}

/// Bits for every NaN of a dense float16 tensor, by no operator.
std::function<void(const at::Tensor&)> makingNaNs(uint16_t bits) {
  return [bits](const at::Tensor& result) {
    auto* elements = static_cast<uint16_t*>(result.data_ptr());
    for (int64_t k = 0; k < result.numel(); ++k)
      if ((elements[k] & 0x7fff) > 0x7c00) elements[k] = bits;
  };
}

void makeNaNsPlain(const at::Tensor& result) { makingNaNs(0x7e00)(result); }

/// Loses the bits of a's NaNs, whatever LibTorch does with those of b.
TensorPair withPlainNaNsOfFirst(const at::Tensor& a, const at::Tensor& b) {
  return {b.clone(), forged(a, &makeNaNsPlain)};
}

std::string checkOn(const SwapCase& swapCase, const Swap& swap) {
  const auto failure = failureOn(PreparedCase(swapCase), "values", swap);
  return failure ? failure->check : "";
}

TEST(ElementFaults, OfALazyNegationExplainTheNaNsOfTheNegatedOperandAlone) {
  EXPECT_EQ(checkOn(halvesWithNaNs(0), WholeSwap(withPlainNaNsOfFirst)), "libtorch-negated-nan");
  EXPECT_EQ(checkOn(halvesWithNaNs(1), WholeSwap(withPlainNaNsOfFirst)), "nan-bits");
}

TEST(ElementFaults, MarkWhatTheyDoNotExplain) {
  SwapCase swapCase = halvesWithNaNs(0);
  const PreparedCase prepared(swapCase);
  const WholeSwap bothPlain = [](const at::Tensor& a, const at::Tensor& b) {
    return TensorPair{forged(b, &makeNaNsPlain), forged(a, &makeNaNsPlain)};
  };
  const auto failure = failureOn(prepared, "values", bothPlain);
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->check, "nan-bits");
  EXPECT_TRUE(failure->message.starts_with("result 1")) << failure->message;
}

TEST(ElementFaults, ExplainNoBitsThatTheFaultDoesNotMake) {
  const WholeSwap otherPayload = [](const at::Tensor& a, const at::Tensor& b) {
    return TensorPair{b.clone(), forged(a, makingNaNs(0x7d11))};
  };
  EXPECT_EQ(checkOn(halvesWithNaNs(0), otherPayload), "nan-bits");
}

TEST(ElementFaults, OfAnOperatorExplainNothingWhereItWasNotCalled) {
  SwapCase swapCase = plainCase(MaskSelection{MaskPattern::All, {1}});
  swapCase.shape = {1};
  for (Operand& operand : swapCase.operands) operand.layout = contiguousLayout(1);
  swapCase.dtype = DType::Float16;
  swapCase.fill = Fill::Special;
  const auto hasPayload = [&] {
    const HostTensor a = hostInputsOf(swapCase).operands[0];
    const uint64_t magnitude = componentBits(a, 0) & 0x7fff;
    return magnitude > 0x7c00 && magnitude != 0x7e00;
  };
  while (!hasPayload()) ++swapCase.fillSeed;
  const MaskedSwap byHand = [](const at::Tensor& a, const at::Tensor& b, const at::Tensor&) {
    return TensorPair{b.clone(), forged(a, &makeNaNsPlain)};
  };
  EXPECT_EQ(checkOn(swapCase, byHand), "nan-bits");
  EXPECT_EQ(checkOn(swapCase, builtin("masked.index-put")), "libtorch-put-nan");
}

TEST(ElementFaults, AreKnownFailuresOfValuesAndOfDeterminism) {
  for (const std::string_view check : elementFaultChecks())
    for (const char* property : {"values", "determinism"}) {
      const auto isDeclared = [&](const KnownFailure& fault) {
        return fault.property == property && fault.checks == std::vector<std::string>{std::string(check)};
      };
      EXPECT_TRUE(std::any_of(libtorchFaults().begin(), libtorchFaults().end(), isDeclared)) << property << check;
    }
}

}  // namespace
}  // namespace swapcheck
