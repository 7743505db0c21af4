// Cotangents are what the case asks for.
#include "properties/autograd/cotangent.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

#include "tests/support/generators.h"

namespace swapcheck {
namespace {

SwapCase caseWith(Cotangent cotangent, DType dtype = DType::Float32) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.dtype = dtype;
  swapCase.cotangent = std::move(cotangent);
  swapCase.cotangent.seed = 4;
  return swapCase;
}

SwapCase caseFor(CotangentResults results) { return caseWith({.results = results}); }

at::Tensor firstTensor(const SwapCase& swapCase) { return laidOut(swapCase, cotangentsOf(swapCase)[0]); }

RC_GTEST_PROP(Cotangents, AreSmallWholeNumbersAndZeroOnlyWhereAsked, ()) {
  const SwapCase swapCase = *genAnyCase();
  const std::vector<HostTensor> cotangents = cotangentsOf(swapCase);
  RC_ASSERT(cotangents.size() == swapCase.operands.size());
  for (size_t r = 0; r < cotangents.size(); ++r) {
    const bool weighted = hasCotangent(swapCase, r) && !swapCase.cotangent.zero;
    RC_ASSERT(cotangents[r].shape == swapCase.shape);
    for (double weight : componentsOf(cotangents[r])) {
      RC_ASSERT((weight != 0) == weighted || swapCase.dtype == DType::Bool);
      RC_ASSERT(std::abs(weight) <= 4 || isUnsigned(swapCase.dtype));
    }
  }
}

RC_GTEST_PROP(LaidOut, HasItsContentsInEveryLayout, ()) {
  const SwapCase swapCase = *genAnyCase();
  RC_PRE(isSupported(swapCase.dtype));
  for (const HostTensor& contents : cotangentsOf(swapCase))
    RC_ASSERT(readTensor(laidOut(swapCase, contents)) == contents);
  const HostTensor numbers = wholeNumbers(swapCase, swapCase.shape, 5, 3);
  RC_ASSERT(readTensor(laidOut(swapCase, numbers)) == numbers);
  const HostTensor base = wholeNumbers(swapCase, {7}, 5, 3);
  RC_ASSERT(readTensor(laidOut(swapCase, base)) == base);
}

RC_GTEST_PROP(LaidOutApart, HasAnyContentsInPlacesOfTheirOwn, ()) {
  const SwapCase swapCase = *genAnyCase();
  RC_PRE(isSupported(swapCase.dtype));
  const HostTensor contents = filled(swapCase.dtype, swapCase.shape, Fill::Distinct, 3, 0);
  RC_ASSERT(readTensor(laidOutApart(swapCase, contents)) == contents);
}

TEST(WholeNumbers, ReachFromMinusTheLargestToTheLargestWithoutZero) {
  SwapCase swapCase = caseWith({.zero = true}, DType::Complex64);
  swapCase.shape = {100};
  const std::vector<double> numbers = componentsOf(wholeNumbers(swapCase, swapCase.shape, 5, 3));
  EXPECT_EQ(std::set<double>(numbers.begin(), numbers.end()), (std::set<double>{-3, -2, -1, 1, 2, 3}));
  EXPECT_NE(componentsOf(wholeNumbers(swapCase, swapCase.shape, 6, 3)), numbers);
}

TEST(Cotangents, WeightTheResultsDifferentlyUnlessTheyShareOne) {
  const std::vector<HostTensor> each = cotangentsOf(caseFor(CotangentResults::Each));
  EXPECT_NE(each[0], each[1]);
  const SwapCase shared = caseFor(CotangentResults::Shared);
  const std::vector<HostTensor> contents = cotangentsOf(shared);
  EXPECT_EQ(contents[0], contents[1]);
  const std::vector<at::Tensor> tensors = cotangentTensors(shared, contents);
  EXPECT_TRUE(tensors[0].is_same(tensors[1]));
}

TEST(Cotangents, WeightThePartsOfComplexNumbersDifferently) {
  const std::vector<double> weights = componentsOf(cotangentsOf(caseWith({}, DType::Complex64))[0]);
  bool differ = false;
  for (size_t k = 0; k < weights.size(); k += 2) differ |= weights[k] != weights[k + 1];
  EXPECT_TRUE(differ);
}

TEST(LaidOut, LiesAsAsked) {
  EXPECT_TRUE(firstTensor(caseWith({})).is_contiguous());
  EXPECT_EQ(firstTensor(caseWith({.layout = Layout{{1, 0}, {1, 1}}})).strides().vec(), std::vector<int64_t>({1, 2}));
  EXPECT_EQ(firstTensor(caseWith({.layout = Layout{{1, 0}, {2, 2}}})).strides().vec(), std::vector<int64_t>({2, 8}));
  EXPECT_EQ(firstTensor(caseWith({.layout = sumLayout(2)})).strides().vec(), std::vector<int64_t>({0, 0}));
  EXPECT_EQ(firstTensor(caseWith({.layout = Layout{{0, 1}, {1, 1}, 3}})).storage_offset(), 3);
  EXPECT_TRUE(firstTensor(caseWith({.negated = true})).is_neg());
  EXPECT_TRUE(firstTensor(caseWith({.conjugated = true}, DType::Complex64)).is_conj());
}

TEST(HasCotangent, LeavesOutTheResultThatTheCaseLeavesOut) {
  EXPECT_TRUE(hasCotangent(caseFor(CotangentResults::FirstOnly), 0));
  EXPECT_FALSE(hasCotangent(caseFor(CotangentResults::FirstOnly), 1));
  EXPECT_FALSE(hasCotangent(caseFor(CotangentResults::SecondOnly), 0));
  EXPECT_TRUE(hasCotangent(caseFor(CotangentResults::SecondOnly), 1));
  EXPECT_TRUE(hasCotangent(caseWith({.zero = true}), 1));
  const SwapCase second = caseFor(CotangentResults::SecondOnly);
  EXPECT_FALSE(cotangentTensors(second, cotangentsOf(second))[0].defined());
}

}  // namespace
}  // namespace swapcheck
