// A RapidCheck property of one's own over swapcheck's cases.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <swapcheck/rapidcheck.h>

#include <algorithm>

#include "swaps.h"

namespace {

using swapcheck::Case;
using swapcheck::Family;
using swapcheck::MaskedSwap;

RC_GTEST_PROP(Property, AMaskedSwapTwiceIsNone, ()) {
  const Case swapCase = *swapcheck::genValidCase(Family::Masked);
  RC_PRE(!swapCase.has("layout.negated"));  // LibTorch loses the sign of some zeros
  RC_PRE(!swapCase.has("grad.inference"));
  const auto tensors = swapcheck::tensorsOf(swapCase);
  const auto once = swapcheck::callSwap(MaskedSwap(masked), swapCase, tensors);
  const auto twice = masked(once[0], once[1], tensors.selection[0]);
  RC_ASSERT(swapcheck::sameBits(twice.first, tensors.operands[0]));
  RC_ASSERT(swapcheck::sameBits(twice.second, tensors.operands[1]));
}

TEST(Property, AWrongSwapIsFoundAndShrunkByRapidCheck) {
  int64_t elements = 0;
  const auto isRouted = [&] {
    const Case swapCase = *swapcheck::genValidCase(Family::Masked);
    const auto tensors = swapcheck::tensorsOf(swapCase);
    const auto results = swapcheck::callSwap(MaskedSwap(readsTooLate), swapCase, tensors);
    const auto& expected = tensors.expected;
    if (std::equal(results.begin(), results.end(), expected.begin(), expected.end(), swapcheck::sameBits)) return;
    elements = tensors.operands[0].numel();  // of the minimal case, in the end
    RC_FAIL("other bits than the routing gives");
  };
  EXPECT_FALSE(rc::check("values are routed", isRouted));
  EXPECT_EQ(elements, 1);
}

RC_GTEST_PROP(Property, EveryCaseHasAsManyResultsAsOperands, (const Case& swapCase)) {
  const auto tensors = swapcheck::tensorsOf(swapCase);
  RC_ASSERT(tensors.operands.size() == tensors.expected.size());
}

}  // namespace
