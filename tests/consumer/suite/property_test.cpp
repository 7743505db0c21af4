// A RapidCheck property of one's own over swapcheck's cases.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <swapcheck/rapidcheck.h>

#include "swaps.h"

namespace {

using swapcheck::Family;
using swapcheck::MaskedSwap;
using swapcheck::SwapCase;

RC_GTEST_PROP(Property, AMaskedSwapTwiceIsNone, ()) {
  const SwapCase swapCase = *swapcheck::genValidCase(Family::Masked);
  RC_PRE(!swapCase.operands[0].negated && !swapCase.operands[1].negated);  // LibTorch loses the sign of some zeros
  RC_PRE(!swapCase.operands[0].inference && !swapCase.operands[1].inference);
  const auto inputs = swapcheck::tensorsOf(swapCase).inputs;
  const auto once = swapcheck::callSwap(MaskedSwap(masked), swapCase, inputs);
  const auto twice = masked(once[0], once[1], inputs.selection[0]);
  RC_ASSERT(swapcheck::sameBits(twice.first, inputs.operands[0]));
  RC_ASSERT(swapcheck::sameBits(twice.second, inputs.operands[1]));
}

TEST(Property, AWrongSwapIsFoundAndShrunkByRapidCheck) {
  const auto isRouted = [] {
    const SwapCase swapCase = *swapcheck::genValidCase(Family::Masked);
    const auto tensors = swapcheck::tensorsOf(swapCase);
    const auto results = swapcheck::callSwap(MaskedSwap(readsTooLate), swapCase, tensors.inputs);
    for (size_t k = 0; k < results.size(); ++k) RC_ASSERT(swapcheck::sameBits(results[k], tensors.expected[k]));
  };
  EXPECT_FALSE(rc::check("values are routed", isRouted));
}

RC_GTEST_PROP(Property, EveryCaseHasAsManyResultsAsOperands, (const SwapCase& swapCase)) {
  const auto tensors = swapcheck::tensorsOf(swapCase);
  RC_ASSERT(tensors.inputs.operands.size() == tensors.expected.size());
}

}  // namespace
