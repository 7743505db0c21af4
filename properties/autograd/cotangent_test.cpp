// Cotangents are what the case asks for.
#include "properties/autograd/cotangent.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

#include "tests/support/generators.h"

namespace swapcheck {
namespace {

SwapCase caseWith(CotangentKind kind, DType dtype = DType::Float32) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.dtype = dtype;
  swapCase.cotangent = {kind, 4};
  return swapCase;
}

at::Tensor firstTensor(const SwapCase& swapCase) { return cotangentTensor(swapCase, cotangentsOf(swapCase)[0]); }

RC_GTEST_PROP(Cotangents, AreSmallWholeNumbersAndZeroOnlyWhereAsked, ()) {
  const SwapCase swapCase = *genAnyCase();
  const std::vector<HostTensor> cotangents = cotangentsOf(swapCase);
  RC_ASSERT(cotangents.size() == swapCase.operands.size());
  for (size_t r = 0; r < cotangents.size(); ++r) {
    const bool weighted = hasCotangent(swapCase, r) && swapCase.cotangent.kind != CotangentKind::Zero;
    RC_ASSERT(cotangents[r].shape == swapCase.shape);
    for (double weight : componentsOf(cotangents[r])) {
      RC_ASSERT((weight != 0) == weighted || swapCase.dtype == DType::Bool);
      RC_ASSERT(std::abs(weight) <= 4 || isUnsigned(swapCase.dtype));
    }
  }
}

RC_GTEST_PROP(CotangentTensor, HasItsContentsInEveryLayout, ()) {
  const SwapCase swapCase = *genAnyCase();
  RC_PRE(isSupported(swapCase.dtype));
  for (const HostTensor& contents : cotangentsOf(swapCase))
    RC_ASSERT(readTensor(cotangentTensor(swapCase, contents)) == contents);
}

TEST(WholeNumbers, ReachFromMinusTheLargestToTheLargestWithoutZero) {
  SwapCase swapCase = caseWith(CotangentKind::Zero, DType::Complex64);
  swapCase.shape = {100};
  const std::vector<double> numbers = componentsOf(wholeNumbers(swapCase, swapCase.shape, 5, 3));
  EXPECT_EQ(std::set<double>(numbers.begin(), numbers.end()), (std::set<double>{-3, -2, -1, 1, 2, 3}));
  EXPECT_NE(componentsOf(wholeNumbers(swapCase, swapCase.shape, 6, 3)), numbers);
}

TEST(Cotangents, WeightTheResultsDifferently) {
  for (CotangentKind kind : {CotangentKind::Contiguous, CotangentKind::Strided}) {
    const std::vector<HostTensor> cotangents = cotangentsOf(caseWith(kind));
    EXPECT_NE(cotangents[0], cotangents[1]);
  }
}

TEST(Cotangents, WeightThePartsOfComplexNumbersDifferently) {
  const std::vector<double> weights =
      componentsOf(cotangentsOf(caseWith(CotangentKind::Contiguous, DType::Complex64))[0]);
  bool differ = false;
  for (size_t k = 0; k < weights.size(); k += 2) differ |= weights[k] != weights[k + 1];
  EXPECT_TRUE(differ);
}

TEST(CotangentTensor, IsLaidOutAsAsked) {
  EXPECT_TRUE(firstTensor(caseWith(CotangentKind::Contiguous)).is_contiguous());
  EXPECT_EQ(firstTensor(caseWith(CotangentKind::Strided)).strides().vec(), std::vector<int64_t>({2, 8}));
  EXPECT_EQ(firstTensor(caseWith(CotangentKind::Expanded)).strides().vec(), std::vector<int64_t>({0, 0}));
}

TEST(HasCotangent, LeavesOutTheResultThatTheCaseLeavesOut) {
  EXPECT_TRUE(hasCotangent(caseWith(CotangentKind::FirstOnly), 0));
  EXPECT_FALSE(hasCotangent(caseWith(CotangentKind::FirstOnly), 1));
  EXPECT_FALSE(hasCotangent(caseWith(CotangentKind::SecondOnly), 0));
  EXPECT_TRUE(hasCotangent(caseWith(CotangentKind::SecondOnly), 1));
  EXPECT_TRUE(hasCotangent(caseWith(CotangentKind::Zero), 1));
  SwapCase within = plainCase(PairSelection{});
  within.cotangent.kind = CotangentKind::SecondOnly;
  EXPECT_TRUE(hasCotangent(within, 0));
}

}  // namespace
}  // namespace swapcheck
